import type { ProcessKey } from '../shared/sample';
import type { Pause } from '../shared/state';
import type { DebuggeeId } from './sessionInput';

/** How many spans are kept: stepping through a program for a day makes thousands. */
const PAUSES_KEPT = 1_000;

interface Debuggee {
  readonly targets: Set<ProcessKey>;
  paused: boolean;
}

/**
 * Which programs of a session a debugger holds, and since when all of them.
 *
 * A process is paused while its own debuggee is; the whole run is paused only while every debuggee that still has a
 * living process is.
 */
export class Debuggees {
  private readonly debuggees = new Map<DebuggeeId, Debuggee>();
  private spans: readonly Pause[] = [];

  /**
   * The spans in which the whole run was paused, the newest thousand, oldest first; the last one has no end while it
   * lasts. A new array after each change.
   */
  get pauses(): readonly Pause[] {
    return this.spans;
  }

  /** Begins with the pauses of before a reload; one that had no end was watched until `untilMs`. */
  restore(pauses: readonly Pause[], untilMs: number): void {
    this.spans = pauses.slice(-PAUSES_KEPT).map((pause) => ({ toMs: Math.max(pause.fromMs, untilMs), ...pause }));
  }

  /** The number of programs that are known. */
  get size(): number {
    return this.debuggees.size;
  }

  /** Whether the whole run is paused. */
  areAllPaused(): boolean {
    const living = [...this.debuggees.values()].filter((debuggee) => debuggee.targets.size > 0 || debuggee.paused);
    return living.length > 0 && living.every((debuggee) => debuggee.paused);
  }

  /** Whether a debugger holds any program of the run. */
  isAnyPaused(): boolean {
    return [...this.debuggees.values()].some(({ paused }) => paused);
  }

  /** Whether a debugger holds this very process. */
  holds(process: ProcessKey): boolean {
    for (const debuggee of this.debuggees.values()) if (debuggee.paused && debuggee.targets.has(process)) return true;
    return false;
  }

  /** Whether the process is the root of a tree that was asked for, rather than a descendant. */
  isTarget(process: ProcessKey): boolean {
    for (const debuggee of this.debuggees.values()) if (debuggee.targets.has(process)) return true;
    return false;
  }

  /** A process belongs to the debuggee that it was last told for: what was inferred first is put right in this way. */
  addTarget(id: DebuggeeId, process: ProcessKey, timeMs: number): void {
    this.debuggee(id).targets.add(process);
    for (const other of this.debuggees.keys()) if (other !== id) this.takeFrom(other, process);
    this.settle(timeMs);
  }

  removeTarget(process: ProcessKey, timeMs: number): void {
    for (const id of this.debuggees.keys()) this.takeFrom(id, process);
    this.settle(timeMs);
  }

  /** The debuggee to which a process belongs; undefined for a descendant that no debugger has told of. */
  debuggeeOf(process: ProcessKey): DebuggeeId | undefined {
    for (const [id, { targets }] of this.debuggees) if (targets.has(process)) return id;
    return undefined;
  }

  /** The processes that belong to a debuggee. */
  targetsOf(id: DebuggeeId): readonly ProcessKey[] {
    return [...(this.debuggees.get(id)?.targets ?? [])];
  }

  setPaused(id: DebuggeeId, paused: boolean, timeMs: number): void {
    this.debuggee(id).paused = paused;
    this.settle(timeMs);
  }

  /** The debugger let go: the debuggee counts as running if it lives on. */
  release(id: DebuggeeId, timeMs: number): void {
    const debuggee = this.debuggees.get(id);
    if (debuggee === undefined) return;
    debuggee.paused = false;
    if (debuggee.targets.size === 0) this.debuggees.delete(id);
    this.settle(timeMs);
  }

  clear(timeMs: number): void {
    this.debuggees.clear();
    this.settle(timeMs);
  }

  private takeFrom(id: DebuggeeId, process: ProcessKey): void {
    const debuggee = this.debuggees.get(id);
    debuggee?.targets.delete(process);
    // Nothing is left of it, and nobody may say so any more: its debugger may have let go of it before.
    if (debuggee?.targets.size === 0 && !debuggee.paused) this.debuggees.delete(id);
  }

  private debuggee(id: DebuggeeId): Debuggee {
    const known = this.debuggees.get(id);
    if (known !== undefined) return known;
    const added = { targets: new Set<ProcessKey>(), paused: false };
    this.debuggees.set(id, added);
    return added;
  }

  private settle(timeMs: number): void {
    const last = this.spans.at(-1);
    const open = last?.toMs === undefined ? last : undefined;
    const isPaused = this.areAllPaused();
    if (isPaused && open === undefined) this.spans = [...this.spans.slice(1 - PAUSES_KEPT), { fromMs: timeMs }];
    if (!isPaused && open !== undefined) this.spans = [...this.spans.slice(0, -1), { ...open, toMs: timeMs }];
  }
}

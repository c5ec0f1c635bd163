import { processKey, type ProcessInfo, type ProcessKey, type Round } from '../shared/sample';
import type { ProcessView } from '../shared/state';

/** How many exited processes stay listed. */
const EXITED_KEPT = 20;

/** What a round changed in the set of processes. */
export interface RegisterChange {
  readonly started: readonly ProcessInfo[];
  readonly exited: readonly ProcessInfo[];
}

interface Entry {
  readonly info: ProcessInfo;
  endedAtMs?: number;
}

/** The processes of one session: who lives, who has exited, and how they hang together. */
export class ProcessRegister {
  private readonly entries = new Map<ProcessKey, Entry>();
  private cachedViews: readonly ProcessView[] | undefined;

  /** `isPaused` tells whether a debugger holds a process; say `pausesChanged` when that changes. */
  constructor(private readonly isPaused: (process: ProcessKey) => boolean = () => false) {}

  /** Takes in a round: a process that it does not hold has exited. */
  update(round: Round): RegisterChange {
    const present = new Set<ProcessKey>();
    const started: ProcessInfo[] = [];
    for (const { process } of round.processes) {
      const key = processKey(process);
      present.add(key);
      const known = this.entries.get(key);
      if (known?.endedAtMs === undefined && known !== undefined && isSame(known.info, process)) continue;
      if (known === undefined) started.push(process);
      this.entries.set(key, { info: process });
      this.cachedViews = undefined;
    }
    const exited = this.living().filter((info) => !present.has(processKey(info)));
    this.end(exited, round.timeMs);
    return { started, exited };
  }

  /** Adds a process before its first round. One that counted as exited lives after all. */
  add(process: ProcessInfo): void {
    const key = processKey(process);
    const known = this.entries.get(key);
    if (known !== undefined && known.endedAtMs === undefined) return;
    this.entries.set(key, { info: process });
    this.cachedViews = undefined;
  }

  /** Marks all as exited; returns those that lived. */
  endAll(timeMs: number): readonly ProcessInfo[] {
    const living = this.living();
    this.end(living, timeMs);
    return living;
  }

  /** The living processes, in the order in which they were first seen. */
  living(): readonly ProcessInfo[] {
    return [...this.entries.values()].filter((entry) => entry.endedAtMs === undefined).map((entry) => entry.info);
  }

  /** All that are listed, parents before their children, with the depth in the tree; the last few that exited too. */
  views(): readonly ProcessView[] {
    this.cachedViews ??= treeOrder([...this.entries.values()], this.isPaused);
    return this.cachedViews;
  }

  /** The debugger holds other processes than before. */
  pausesChanged(): void {
    this.cachedViews = undefined;
  }

  private end(processes: readonly ProcessInfo[], timeMs: number): void {
    if (processes.length === 0) return;
    for (const process of processes) {
      const entry = this.entries.get(processKey(process));
      if (entry !== undefined) entry.endedAtMs = timeMs;
    }
    this.cachedViews = undefined;
    // Of those that exited together the first seen stay: the program rather than what it had started.
    const newestFirst = [...this.entries.values()]
      .filter((entry) => entry.endedAtMs !== undefined)
      .sort((a, b) => (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0));
    for (const { info } of newestFirst.slice(EXITED_KEPT)) this.entries.delete(processKey(info));
  }
}

function isSame(a: ProcessInfo, b: ProcessInfo): boolean {
  return a.name === b.name && a.parentPid === b.parentPid;
}

function treeOrder(entries: readonly Entry[], isPaused: (process: ProcessKey) => boolean): readonly ProcessView[] {
  const pids = new Set(entries.map(({ info }) => info.pid));
  const childrenOf = new Map<number | undefined, Entry[]>();
  for (const entry of entries) {
    const { parentPid, pid } = entry.info;
    const parent = pids.has(parentPid) && parentPid !== pid ? parentPid : undefined;
    const siblings = childrenOf.get(parent);
    if (siblings === undefined) childrenOf.set(parent, [entry]);
    else siblings.push(entry);
  }
  const views: ProcessView[] = [];
  const seen = new Set<Entry>();
  const visit = (entry: Entry, depth: number): void => {
    if (seen.has(entry)) return;
    seen.add(entry);
    const { info, endedAtMs } = entry;
    const end = endedAtMs === undefined ? {} : { endedAtMs };
    const paused = endedAtMs === undefined && isPaused(processKey(info));
    views.push({ ...info, depth, alive: endedAtMs === undefined, paused, ...end });
    for (const child of childrenOf.get(info.pid) ?? []) visit(child, depth + 1);
  };
  for (const root of childrenOf.get(undefined) ?? []) visit(root, 0);
  // Two that name each other as parent, after a pid was reused, hang below no root.
  for (const entry of entries) visit(entry, 0);
  return views;
}

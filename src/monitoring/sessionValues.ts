import type { SessionStore } from '../series/sessionStore';
import type { MetricName } from '../shared/metrics';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import type { ProcessRow } from '../shared/protocol';
import { processKey, type Attributes, type ProcessInfo, type ProcessKey, type Round } from '../shared/sample';
import type { Debuggees } from './debuggees';
import { Tracks } from './tracks';
import { TreeTotals } from './treeTotals';

/** Is told each value as it is shown, of a process or, without one, of the tree; undefined for none. */
export type ValueListener = (
  metric: MetricName,
  process: ProcessKey | undefined,
  timeMs: number,
  value: number | undefined,
  attributes: Attributes,
) => void;

/**
 * The values of one session on their way into the store: those of each process, and the totals of the tree. While a
 * debugger holds a program nothing is appended for it, and a gap stands in its series.
 */
export class SessionValues {
  private readonly totalTracks: Tracks;
  private readonly tracks = new Map<ProcessKey, Tracks>();
  private totals = new TreeTotals();

  constructor(
    private readonly store: SessionStore,
    private readonly debuggees: Debuggees,
    private readonly onValue: ValueListener,
  ) {
    this.totalTracks = new Tracks(store);
  }

  /** Appends the readings of a round, those of processes first. */
  append(round: Round): void {
    for (const sample of round.processes) {
      const key = processKey(sample.process);
      if (this.debuggees.holds(key)) continue;
      const tracks = this.tracksOf(key);
      for (const { metric, attributes, value } of sample.readings) {
        const shown = tracks.append(metric, attributes, sample.timeMs, value);
        this.onValue(metric, key, sample.timeMs, shown, attributes);
      }
    }
    this.appendTotals(round);
  }

  /** Appends the proportional memory of living processes; the tree has a value only where each of them could be read. */
  appendProportionalMemory(
    { processes, unreadable, timeMs }: ProportionalMemory,
    living: readonly ProcessInfo[],
  ): void {
    const keys = new Set(living.map(processKey));
    for (const { key, bytes } of processes) {
      if (keys.has(key)) this.tracksOf(key).append('process.memory.pss', '', timeMs, bytes);
    }
    if (processes.length === 0 || unreadable.length > 0) return;
    const sum = processes.reduce((total, { bytes }) => total + bytes, 0);
    this.totalTracks.append('process.memory.pss', '', timeMs, sum);
  }

  /** Marks a gap in all series. */
  gapEverywhere(timeMs: number): void {
    this.totalTracks.appendGap(timeMs);
    for (const tracks of this.tracks.values()) tracks.appendGap(timeMs);
  }

  /** Marks a gap in the series of a process, or, without one, in those of the tree. */
  gapIn(process: ProcessKey | undefined, timeMs: number): void {
    const tracks = process === undefined ? this.totalTracks : this.tracks.get(process);
    tracks?.appendGap(timeMs);
  }

  /**
   * Marks a gap behind the last sample of every series that the store holds already; returns when that sample was, epoch
   * milliseconds, undefined where there is none.
   */
  gapBehindRecorded(): number | undefined {
    let lastMs = -Infinity;
    for (const key of this.store.keys()) {
      const series = this.store.find(key);
      lastMs = Math.max(lastMs, series?.lastMs ?? -Infinity);
      // Told late, a gap stands right behind the last sample.
      series?.appendGap(0);
    }
    return Number.isFinite(lastMs) ? lastMs : undefined;
  }

  /** A process has exited: its series stay readable. */
  ended(process: ProcessKey, timeMs: number): void {
    this.tracks.delete(process);
    this.store.markEnded(process, timeMs);
  }

  /** Another program begins in the same session: the tree's counters go on from where they are. */
  renewTotals(): void {
    this.totals = this.totals.renewed();
  }

  /** The newest values of processes. */
  rowsOf(processes: readonly ProcessInfo[]): readonly ProcessRow[] {
    return processes.map((process) => {
      const key = processKey(process);
      return { key, values: this.tracks.get(key)?.latest() ?? {} };
    });
  }

  /** The newest values of the whole tree. */
  totalsNow(): ProcessRow['values'] {
    return this.totalTracks.latest();
  }

  private appendTotals(round: Round): void {
    const totals = this.totals.add(round);
    if (this.debuggees.areAllPaused()) return;
    for (const { metric, attributes, value } of totals) {
      if (value === undefined) {
        this.totalTracks.gapIn(metric, attributes, round.timeMs);
        continue;
      }
      const shown = this.totalTracks.append(metric, attributes, round.timeMs, value);
      this.onValue(metric, undefined, round.timeMs, shown, attributes);
    }
    for (const { metric, attributes, value } of round.machine ?? []) {
      this.totalTracks.append(metric, attributes, round.timeMs, value);
      this.onValue(metric, undefined, round.timeMs, value, attributes);
    }
    const count = this.totalTracks.append('process.count', '', round.timeMs, round.processes.length);
    this.onValue('process.count', undefined, round.timeMs, count, '');
  }

  private tracksOf(key: ProcessKey): Tracks {
    const known = this.tracks.get(key);
    if (known !== undefined) return known;
    const added = new Tracks(this.store, key);
    this.tracks.set(key, added);
    return added;
  }
}

import { metricOf, type MetricName } from '../shared/metrics';
import type { Attributes, ProcessKey } from '../shared/sample';
import type { Eviction } from './eviction';
import { ExitOrder } from './exitOrder';
import type { SeriesKey } from './seriesKey';
import { SeriesGroup } from './seriesGroup';
import { DEFAULT_RETENTION, type Retention } from './retention';
import { TimeSeries, type SeriesOwner } from './timeSeries';

/**
 * The series of one session: those of its processes and those of the tree as a whole, at most 2,000. Where a new one
 * has no room, all series of the process that exited first are given up; those of living processes and the tree's never
 * are.
 */
export class SessionStore {
  private readonly tree = new SeriesGroup(undefined);
  private readonly groups = new Map<ProcessKey, SeriesGroup>();
  private readonly exited = new ExitOrder();
  private readonly seriesOwner: SeriesOwner;
  private seriesCount = 0;
  private heldBytes = 0;
  private evictedCount = 0;
  private droppedCount = 0;
  private lastEndMs: number | undefined;
  private hasRefused = false;

  constructor(
    private readonly limits: StoreLimits = DEFAULT_LIMITS,
    private readonly owner?: StoreOwner,
  ) {
    this.seriesOwner = {
      resized: (deltaBytes) => {
        this.heldBytes += deltaBytes;
        owner?.resized(deltaBytes);
      },
      dropped: () => {
        this.droppedCount += 1;
      },
    };
  }

  /** Bytes held by all series. */
  get bytes(): number {
    return this.heldBytes;
  }

  /** The number of series held. */
  get size(): number {
    return this.seriesCount;
  }

  /** The number of series that were given up so far. */
  get evictedSeries(): number {
    return this.evictedCount;
  }

  /** The number of samples that were not kept: told to evicted series, refused by a series, or of a series refused here. */
  get droppedSamples(): number {
    return this.droppedCount;
  }

  /** When the last process exited, epoch milliseconds; undefined while one with series lives, or before the first exit. */
  get endedAtMs(): number | undefined {
    return this.exited.size < this.groups.size ? undefined : this.lastEndMs;
  }

  /**
   * The series of this key, created where there is none. Keep it: it stays the same until it is evicted. Undefined when
   * a new one has no room; that counts as one dropped sample. Who asks will append: a process that counted as exited
   * lives after all.
   */
  series(key: SeriesKey): TimeSeries | undefined {
    if (key.process !== undefined) this.revive(key.process);
    const known = this.find(key);
    if (known !== undefined) return known;
    if (this.seriesCount >= this.limits.maxSeries && this.evictOldestProcess() === undefined) {
      this.refuse();
      return undefined;
    }
    const created = new TimeSeries(metricOf(key.metric).instrument, this.limits.retention, this.seriesOwner);
    this.groupFor(key.process).add(key, created);
    this.seriesCount += 1;
    return created;
  }

  /** The series of this key; undefined where there is none, or no longer one. */
  find(key: SeriesKey): TimeSeries | undefined {
    const group = key.process === undefined ? this.tree : this.groups.get(key.process);
    return group?.find(key);
  }

  /** The keys of all series: the tree's first, then by process, each in order of creation. */
  keys(): readonly SeriesKey[] {
    return [this.tree, ...this.groups.values()].flatMap((group) => group.keys());
  }

  /** Visits all series in the order of `keys`, those of processes that are not wanted left out. */
  visit(isWanted: (process: ProcessKey) => boolean, visit: SeriesVisitor): void {
    for (const group of [this.tree, ...this.groups.values()]) {
      const { process } = group;
      if (process !== undefined && !isWanted(process)) continue;
      group.visit((metric, attributes, series) => {
        visit(process, metric, attributes, series);
      });
    }
  }

  /** A process has exited: its series stay readable until their room is needed. */
  markEnded(process: ProcessKey, timeMs: number): void {
    this.lastEndMs = Math.max(timeMs, this.lastEndMs ?? -Infinity);
    const group = this.groups.get(process);
    if (group === undefined || group.endedAtMs !== undefined) return;
    group.endedAtMs = timeMs;
    this.exited.add(group);
  }

  /** When the process exited whose series would be given up first; undefined when none has exited. */
  get oldestExitMs(): number | undefined {
    return this.exited.oldest?.endedAtMs;
  }

  /** Gives up all series of the process that exited first; undefined when none has. */
  evictOldestProcess(): Eviction | undefined {
    const group = this.exited.takeOldest();
    if (group?.process === undefined) return undefined;
    const { process, bytes, size } = group;
    this.groups.delete(process);
    this.seriesCount -= size;
    this.evictedCount += size;
    group.evict();
    const eviction: Eviction = { kind: 'process', process, series: size, bytes };
    this.owner?.evicted(eviction);
    return eviction;
  }

  /** Whether all that was appended is held at full resolution. */
  get isWhole(): boolean {
    const all = [...this.treeSeries(), ...this.processSeries()];
    return this.evictedCount === 0 && all.every((series) => series.isWhole);
  }

  /** The series of the tree; what they hold is given up only after the session's end. */
  treeSeries(): readonly TimeSeries[] {
    return this.tree.all();
  }

  /** The series of all processes. */
  processSeries(): readonly TimeSeries[] {
    return [...this.groups.values()].flatMap((group) => group.all());
  }

  private groupFor(process: ProcessKey | undefined): SeriesGroup {
    if (process === undefined) return this.tree;
    const known = this.groups.get(process);
    if (known !== undefined) return known;
    const group = new SeriesGroup(process);
    this.groups.set(process, group);
    return group;
  }

  /** Nobody has watched it since its exit was told: a gap stands behind what is there. */
  private revive(process: ProcessKey): void {
    const group = this.groups.get(process);
    if (group?.endedAtMs === undefined) return;
    group.endedAtMs = undefined;
    this.exited.remove(group);
    // Told late, a gap stands right behind the last sample.
    for (const series of group.all()) series.appendGap(0);
  }

  /** It is told once: from then on it would be so with every sample. */
  private refuse(): void {
    this.droppedCount += 1;
    if (this.hasRefused) return;
    this.hasRefused = true;
    this.owner?.evicted({ kind: 'refused', maxSeries: this.limits.maxSeries });
  }
}

/** Receives a series; without a process it is the tree's. */
export type SeriesVisitor = (
  process: ProcessKey | undefined,
  metric: MetricName,
  attributes: Attributes,
  series: TimeSeries,
) => void;

export interface StoreLimits {
  readonly maxSeries: number;
  readonly retention: Retention;
}

/** For a run that is read in order to be written elsewhere: nothing is given up. */
export const UNLIMITED: StoreLimits = {
  maxSeries: Infinity,
  retention: { fullMs: Infinity, coarseMs: Infinity },
};

export const DEFAULT_LIMITS: StoreLimits = { maxSeries: 2_000, retention: DEFAULT_RETENTION };

/** Who answers for a store: is told what it takes and what it gave up. */
export interface StoreOwner {
  resized(deltaBytes: number): void;
  evicted(eviction: Eviction): void;
}

import type { Instrument } from '../shared/metrics';
import { BUCKET_MS, BucketTier, spanStartMs } from './bucketTier';
import { counterRate, type CounterReading } from './counterRate';
import { endOfSamples } from './endOfSamples';
import { pointColumns } from './pointColumns';
import type { PointVisitor } from './pointVisitor';
import { DEFAULT_RETENTION, type Retention } from './retention';
import { SampleTier } from './sampleTier';

/**
 * One metric with its attributes, of one process or of a tree, over time: at full resolution for the last hour, before
 * that in buckets of ten seconds for a day.
 *
 * Of a counter the count itself is stored, and what is read is its rate per second at the later of two neighbouring
 * samples. The first sample, one after a reset and one behind a gap have no rate and are not read as points.
 */
export class TimeSeries {
  private readonly samples = new SampleTier();
  private readonly buckets = new BucketTier();
  private previous: CounterReading | undefined;
  private newestMs = -Infinity;
  private firstSampleMs: number | undefined;
  private latestValue: number | undefined;
  private endsInGap = true;
  private reportedBytes = 0;
  private wasEvicted = false;

  constructor(
    readonly instrument: Instrument,
    private readonly retention: Retention = DEFAULT_RETENTION,
    private readonly owner?: SeriesOwner,
  ) {
    this.report(SERIES_OVERHEAD_BYTES);
  }

  /** The newest value as it is read (a counter's rate); undefined while there is none, as behind a gap. */
  get latest(): number | undefined {
    return this.latestValue;
  }

  /** The newest sample as it was appended, a counter's as it was counted; undefined while there is none, as behind a gap. */
  get latestStored(): number | undefined {
    return this.instrument === 'gauge' ? this.latestValue : this.previous?.value;
  }

  /** When the first sample ever was, epoch milliseconds, whether or not it is still held; undefined before it. */
  get firstMs(): number | undefined {
    return this.firstSampleMs;
  }

  /** When the newest row is, a gap included, epoch milliseconds; undefined where there is none. */
  get lastMs(): number | undefined {
    return this.newestMs === -Infinity ? undefined : this.newestMs;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.reportedBytes;
  }

  /** The number of rows at full resolution, gaps included. */
  get rows(): number {
    return this.samples.rows;
  }

  /** Whether all samples that it ever had are held at full resolution. */
  get isWhole(): boolean {
    return !this.wasEvicted && this.samples.forgottenUntilMs === undefined;
  }

  /** Whether the store has given up this series: it is empty and stays so. */
  get isEvicted(): boolean {
    return this.wasEvicted;
  }

  /**
   * Appends a sample in the metric's base unit at an epoch time in milliseconds. Returns false, and counts the sample as
   * dropped, when the series was evicted, the time is not later than all before, or a number is not finite.
   */
  append(timeMs: number, value: number): boolean {
    if (this.wasEvicted || !(timeMs > this.newestMs) || !Number.isFinite(timeMs) || !Number.isFinite(value)) {
      this.owner?.dropped();
      return false;
    }
    this.newestMs = timeMs;
    this.firstSampleMs ??= timeMs;
    this.endsInGap = false;
    this.samples.append(timeMs, value, this.retention.fullMs);
    this.latestValue = this.instrument === 'gauge' ? this.addGauge(timeMs, value) : this.addCounter({ timeMs, value });
    this.reportGrowth();
    return true;
  }

  /**
   * Appends rows that were read as they are stored, NaN for a gap; the same as one by one, which takes several times as
   * long.
   */
  appendRows(times: Float64Array, values: Float64Array): void {
    for (let from = 0; from < times.length;) {
      const to = this.wasEvicted ? from : endOfSamples(times, values, from, this.newestMs);
      if (to > from) {
        this.appendSamples(times.subarray(from, to), values.subarray(from, to));
        from = to;
        continue;
      }
      const [timeMs = NaN, value = NaN] = [times[from], values[from]];
      if (Number.isNaN(value)) this.appendGap(timeMs);
      else this.append(timeMs, value);
      from += 1;
    }
  }

  /**
   * Marks a gap: no line is drawn and no rate is computed across it. Several in a row are one, and one before the first
   * sample is none. A gap that is told late stands right behind the last sample.
   */
  appendGap(timeMs: number): void {
    if (this.endsInGap || !Number.isFinite(timeMs)) return;
    this.newestMs = Math.max(timeMs, this.newestMs + SMALLEST_STEP_MS);
    this.endsInGap = true;
    this.previous = undefined;
    this.latestValue = undefined;
    this.samples.append(this.newestMs, NaN, this.retention.fullMs);
    this.buckets.break(this.newestMs);
    this.reportGrowth();
  }

  /**
   * Visits the points from `fromMs` to `toMs`, both included, oldest first; infinite bounds are allowed. What is no
   * longer held at full resolution comes as buckets; those at the edges may reach ten seconds beyond the bounds.
   */
  visit(fromMs: number, toMs: number, visitor: PointVisitor): void {
    const forgottenUntilMs = this.samples.forgottenUntilMs;
    // A span of which a part was forgotten is read as a bucket as a whole, so that the tiers do not overlap.
    const fullFromMs = forgottenUntilMs === undefined ? -Infinity : spanStartMs(forgottenUntilMs) + BUCKET_MS;
    if (fromMs < fullFromMs) {
      this.visitBuckets(fromMs, Math.min(toMs, spanStartMs(forgottenUntilMs ?? -Infinity)), visitor);
    }
    this.samples.visit(Math.max(fromMs, fullFromMs), toMs, (timeMs, value, previousMs, previousValue) => {
      if (Number.isNaN(value)) visitor.gap(timeMs);
      else if (this.instrument === 'gauge') visitor.point(timeMs, value, value, 1);
      else visitCounter({ timeMs: previousMs, value: previousValue }, { timeMs, value }, visitor);
    });
  }

  /**
   * Visits the rows from `fromMs` on that are held at full resolution, as they were appended: a counter's counts, and NaN
   * for a gap. Costs nothing for what is older.
   */
  visitStored(fromMs: number, visit: (timeMs: number, value: number) => void): void {
    this.samples.visit(fromMs, Infinity, visit);
  }

  /** Like `visit`, in buckets of ten seconds throughout. */
  visitBuckets(fromMs: number, toMs: number, visitor: Pick<PointVisitor, 'bucket' | 'gap'>): void {
    this.buckets.visit(fromMs, toMs, (bucket) => {
      visitor.bucket(bucket);
      if (bucket.gapMs !== undefined) visitor.gap(bucket.gapMs);
    });
  }

  /** Gives up the oldest data: first resolution, then history. False when there is nothing left to give up. */
  forgetOlderHalf(): boolean {
    if (this.wasEvicted) return false;
    const hasForgotten = this.samples.forgetOlderHalf() || this.buckets.forgetOlderHalf();
    this.reportGrowth();
    return hasForgotten;
  }

  /** Empties the series for good: whoever still holds it appends in vain, and each sample is counted as dropped. */
  evict(): void {
    this.wasEvicted = true;
    this.samples.clear();
    this.buckets.clear();
    this.previous = undefined;
    this.latestValue = undefined;
    this.endsInGap = true;
    this.report(0);
  }

  /** Appends samples that are fit for it. */
  private appendSamples(times: Float64Array, values: Float64Array): void {
    const points = pointColumns(this.instrument, this.previous, times, values);
    this.buckets.addAll(points, this.retention.coarseMs);
    this.samples.appendAll(times, values, this.retention.fullMs);
    const last = { timeMs: times.at(-1) ?? NaN, value: values.at(-1) ?? NaN };
    const latest = points.values.at(-1) ?? NaN;
    this.latestValue = Number.isNaN(latest) ? undefined : latest;
    if (this.instrument === 'counter') this.previous = last;
    this.newestMs = last.timeMs;
    this.firstSampleMs ??= times[0];
    this.endsInGap = false;
    this.reportGrowth();
  }

  private addGauge(timeMs: number, value: number): number {
    this.buckets.add(timeMs, value, value, 1, this.retention.coarseMs);
    return value;
  }

  private addCounter(next: CounterReading): number | undefined {
    const rate = counterRate(this.previous, next);
    this.previous = next;
    if (rate.kind === 'rate') {
      this.buckets.add(next.timeMs, rate.perSecond, rate.increase, rate.seconds, this.retention.coarseMs);
      return rate.perSecond;
    }
    if (rate.reason === 'reset') this.buckets.break(next.timeMs);
    return undefined;
  }

  private reportGrowth(): void {
    const bytes = SERIES_OVERHEAD_BYTES + this.samples.bytes + this.buckets.bytes;
    if (bytes !== this.reportedBytes) this.report(bytes);
  }

  /** Comes last in every change: the owner may evict this very series. */
  private report(bytes: number): void {
    const delta = bytes - this.reportedBytes;
    this.reportedBytes = bytes;
    this.owner?.resized(delta);
  }
}

/** Who answers for a series: is told what it takes and what it had to drop. */
export interface SeriesOwner {
  resized(deltaBytes: number): void;
  dropped(): void;
}

/** What an empty series takes: the object with its two tiers. */
const SERIES_OVERHEAD_BYTES = 400;

/** Larger than the spacing of doubles at today's epoch milliseconds, smaller than any interval. */
const SMALLEST_STEP_MS = 0.01;

function visitCounter(previous: CounterReading, next: CounterReading, visitor: PointVisitor): void {
  const rate = counterRate(Number.isNaN(previous.value) ? undefined : previous, next);
  if (rate.kind === 'rate') visitor.point(next.timeMs, rate.perSecond, rate.increase, rate.seconds);
  else if (rate.reason === 'reset') visitor.gap(next.timeMs);
}

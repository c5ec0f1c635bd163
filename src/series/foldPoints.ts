import { addBucket, addPoint, bucketOf, firstMsOf, type Bucket } from './bucket';
import type { PointVisitor } from './pointVisitor';
import type { TimeSeries } from './timeSeries';

/**
 * The points of a series from `fromMs` to `toMs`, both included, in at most `buckets` buckets of equal spans, oldest
 * first; spans without points are left out. When there are no more points than that, each is a bucket of its own. A
 * bucket's `gapMs` tells that the line breaks behind it; breaks within a bucket are too short to be told. Empty when
 * the series has no point there, or `buckets` is less than 1.
 */
export function foldPoints(series: TimeSeries, fromMs: number, toMs: number, buckets: number): readonly Bucket[] {
  const limit = Math.floor(buckets);
  const extent = new Extent();
  series.visit(fromMs, toMs, extent);
  if (!(limit >= 1) || extent.points === 0) return [];
  const fold = extent.points <= limit ? new Fold() : new Fold(extent, limit);
  series.visit(fromMs, toMs, fold);
  return fold.buckets;
}

/** How many points there are, from when to when. */
class Extent implements PointVisitor {
  points = 0;
  firstMs = Infinity;
  lastMs = -Infinity;

  point(timeMs: number): void {
    this.points += 1;
    this.firstMs = Math.min(this.firstMs, timeMs);
    this.lastMs = timeMs;
  }

  bucket(bucket: Readonly<Bucket>): void {
    this.point(firstMsOf(bucket));
  }

  gap(): void {
    // A gap is no point.
  }
}

class Fold implements PointVisitor {
  readonly buckets: Bucket[] = [];
  private current: Bucket | undefined;
  private currentSpan = -1;

  /** Without an extent every point gets a bucket of its own. */
  constructor(
    private readonly extent?: Extent,
    private readonly limit = 1,
  ) {}

  point(timeMs: number, value: number, amount: number, weight: number): void {
    const open = this.bucketAt(timeMs);
    if (open === undefined) this.start(bucketOf(timeMs, value, amount, weight));
    else addPoint(open, timeMs, value, amount, weight);
  }

  bucket(bucket: Readonly<Bucket>): void {
    const open = this.bucketAt(firstMsOf(bucket));
    if (open === undefined) this.start({ ...bucket });
    else addBucket(open, bucket);
  }

  gap(timeMs: number): void {
    if (this.current !== undefined) this.current.gapMs ??= timeMs;
  }

  /** The open bucket if a point of this moment belongs to it. */
  private bucketAt(timeMs: number): Bucket | undefined {
    if (this.extent === undefined) return undefined;
    const { firstMs, lastMs } = this.extent;
    const span = Math.min(this.limit - 1, Math.floor(((timeMs - firstMs) / (lastMs - firstMs)) * this.limit));
    if (span === this.currentSpan) return this.current;
    this.currentSpan = span;
    return undefined;
  }

  private start(bucket: Bucket): void {
    this.current = bucket;
    this.buckets.push(bucket);
  }
}

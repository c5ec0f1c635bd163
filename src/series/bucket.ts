/**
 * What neighbouring points of a series come to. It grows point by point; `count` is at least 1 and every number but
 * `gapMs` is finite. A counter's points are its rates per second.
 */
export interface Bucket {
  min: number;
  /** When the smallest value was, epoch milliseconds; the first of equals. */
  minMs: number;
  max: number;
  maxMs: number;
  /** The value of the newest point. */
  last: number;
  /** Of a gauge the sum of its values, of a counter its increase. */
  amount: number;
  /** What `amount` is divided by for the mean: of a gauge the number of values, of a counter the seconds covered. */
  weight: number;
  /** The number of points. */
  count: number;
  /** When the line breaks behind the last point, epoch milliseconds; undefined where it goes on. */
  gapMs: number | undefined;
}

/** A bucket of one point. `amount` and `weight` are the point's share in the mean: see `Bucket`. */
export function bucketOf(timeMs: number, value: number, amount: number, weight: number): Bucket {
  return {
    min: value,
    minMs: timeMs,
    max: value,
    maxMs: timeMs,
    last: value,
    amount,
    weight,
    count: 1,
    gapMs: undefined,
  };
}

/** Adds a later point; a break before it falls within the bucket and is forgotten. */
export function addPoint(bucket: Bucket, timeMs: number, value: number, amount: number, weight: number): void {
  if (value < bucket.min) {
    bucket.min = value;
    bucket.minMs = timeMs;
  }
  if (value > bucket.max) {
    bucket.max = value;
    bucket.maxMs = timeMs;
  }
  bucket.last = value;
  bucket.amount += amount;
  bucket.weight += weight;
  bucket.count += 1;
  bucket.gapMs = undefined;
}

/** Adds all points of a later bucket. */
export function addBucket(bucket: Bucket, later: Readonly<Bucket>): void {
  if (later.min < bucket.min) {
    bucket.min = later.min;
    bucket.minMs = later.minMs;
  }
  if (later.max > bucket.max) {
    bucket.max = later.max;
    bucket.maxMs = later.maxMs;
  }
  bucket.last = later.last;
  bucket.amount += later.amount;
  bucket.weight += later.weight;
  bucket.count += later.count;
  bucket.gapMs = later.gapMs;
}

/** The mean of a bucket: over the values of a gauge, over the time of a counter's rates. Between `min` and `max`. */
export function meanOf({ amount, weight, min, max }: Readonly<Bucket>): number {
  return Math.min(max, Math.max(min, amount / weight));
}

/** The earlier of the two moments that a bucket remembers, epoch milliseconds. */
export function firstMsOf({ minMs, maxMs }: Readonly<Bucket>): number {
  return Math.min(minMs, maxMs);
}

import type { Bucket } from '../told/toldSeries';
import type { ExponentialPoint, HistogramPoint } from './metricsRequest';

/** The buckets of a histogram with bounds of its own; undefined where bounds and counts do not belong together. */
export function explicitBuckets({ bucketCounts, explicitBounds }: HistogramPoint): readonly Bucket[] | undefined {
  // A histogram may tell nothing but its count.
  if (bucketCounts.length === 0) return [];
  const isWhole = bucketCounts.length === explicitBounds.length + 1 && bucketCounts.length <= MOST_BUCKETS;
  const isRising = explicitBounds.every((bound, i) => bound > (explicitBounds[i - 1] ?? -Infinity));
  if (!isWhole || !isRising) return undefined;
  return bucketCounts.map((count, i) => {
    const upper = explicitBounds[i] ?? Infinity;
    // As in Prometheus: what begins above zero is taken to hold nothing below it.
    const lower = explicitBounds[i - 1] ?? (upper > 0 ? 0 : -Infinity);
    return { lower, upper, count };
  });
}

/**
 * The buckets of an exponential histogram: bucket `i` holds what lies above `base ** i`, and not above the next power, where
 * the base is `2 ** (2 ** -scale)`. Source: OpenTelemetry's metrics data model, "ExponentialHistogram".
 */
export function exponentialBuckets(point: ExponentialPoint): readonly Bucket[] {
  const { scale, zeroCount, zeroThreshold, positive, negative } = point;
  const bound = (index: number): number => 2 ** (index * 2 ** -scale);
  const bucketsOf = (range: ExponentialPoint['positive'], sign: 1 | -1): readonly Bucket[] =>
    (range?.bucketCounts ?? []).slice(0, MOST_BUCKETS).map((count, i) => {
      const [near, far] = [bound((range?.offset ?? 0) + i), bound((range?.offset ?? 0) + i + 1)];
      return sign === 1 ? { lower: near, upper: far, count } : { lower: -far, upper: -near, count };
    });
  const zero = Number.isFinite(zeroThreshold) ? Math.abs(zeroThreshold) : 0;
  const all = [...bucketsOf(negative, -1), { lower: -zero, upper: zero, count: zeroCount }, ...bucketsOf(positive, 1)];
  return all.filter(({ count }) => count > 0);
}

/** SDKs make 160 at most. */
const MOST_BUCKETS = 1_000;

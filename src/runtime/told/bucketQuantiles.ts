import type { Bucket } from './toldSeries';

/**
 * The values below which so large shares of all values lie, in the order of `shares`; empty when there is no value. Within
 * a bucket values are taken to be spread evenly; in one without an end, to lie at the bound that it has. Source:
 * `histogram_quantile` of Prometheus.
 */
export function bucketQuantiles(buckets: readonly Bucket[], shares: readonly number[]): readonly number[] {
  const sorted = [...buckets].filter(({ count }) => count > 0).sort((a, b) => a.upper - b.upper);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  const [first] = sorted;
  if (first === undefined || !Number.isFinite(total)) return [];
  return shares.flatMap((share) => {
    let rank = share * total;
    for (const bucket of sorted) {
      if (rank <= bucket.count) return finite(valueAt(bucket, rank / bucket.count));
      rank -= bucket.count;
    }
    return finite(valueAt(sorted.at(-1) ?? first, 1));
  });
}

/**
 * What has been added to cumulative buckets since they were told before; all of them where one has become smaller: the
 * program began to count anew. Buckets may have become wider meanwhile, as those of exponential histograms do.
 */
export function addedSince(before: readonly Bucket[], now: readonly Bucket[]): readonly Bucket[] {
  const sorted = [...now].sort((a, b) => a.upper - b.upper);
  const earlier = sorted.map(() => 0);
  for (const bucket of before) {
    const index = sorted.findIndex(({ lower, upper }) => bucket.upper <= upper && bucket.lower >= lower);
    if (index === -1 && bucket.count > 0) return now;
    earlier[index] = (earlier[index] ?? 0) + bucket.count;
  }
  const added = sorted.map((bucket, i) => ({ ...bucket, count: bucket.count - (earlier[i] ?? 0) }));
  return added.some(({ count }) => count < 0) ? now : added;
}

function valueAt({ lower, upper }: Bucket, share: number): number {
  if (lower === -Infinity) return upper;
  return upper === Infinity ? lower : lower + (upper - lower) * share;
}

function finite(value: number): readonly number[] {
  return Number.isFinite(value) ? [value] : [];
}

import { valueOfBucket, type Histogram } from '../shared/agentFrames';

/** Counts of several histograms by bucket. */
export class Counts {
  private readonly byBucket = new Map<number, number>();
  private size = 0;

  add(histogram: Histogram): void {
    for (const [bucket, count] of histogram) {
      this.byBucket.set(bucket, (this.byBucket.get(bucket) ?? 0) + count);
      this.size += count;
    }
  }

  /**
   * The values below which so large shares of all values lie, in the order of `shares`, which rise; each is the nearest
   * rank's, within 1 %. Empty when there is no value.
   */
  quantiles(shares: readonly number[]): readonly number[] {
    if (this.size === 0) return [];
    const sorted = [...this.byBucket].sort(([a], [b]) => a - b);
    return shares.map((share) => {
      const rank = Math.max(1, Math.ceil(share * this.size));
      let seen = 0;
      const found = sorted.find(([, count]) => (seen += count) >= rank) ?? sorted.at(-1);
      return valueOfBucket(found?.[0] ?? 0);
    });
  }
}

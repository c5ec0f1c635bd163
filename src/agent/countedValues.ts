import { bucketOf, type Histogram } from '../shared/agentFrames';

/** Values counted by bucket until they are taken. */
export class CountedValues {
  private readonly counts = new Map<number, number>();

  /** `times`: as if it came so often. */
  add(value: number, times = 1): void {
    const bucket = bucketOf(value);
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + times);
  }

  /** All that came since the last call; empty when nothing did. */
  take(): Histogram {
    const taken = [...this.counts];
    this.counts.clear();
    return taken;
  }
}

import { bucketOf, type Histogram } from '../shared/agentFrames';

/** Values counted by bucket until they are taken. */
export class CountedValues {
  private readonly counts = new Map<number, number>();

  add(value: number): void {
    const bucket = bucketOf(value);
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + 1);
  }

  /** All that came since the last call; empty when nothing did. */
  take(): Histogram {
    const taken = [...this.counts];
    this.counts.clear();
    return taken;
  }
}

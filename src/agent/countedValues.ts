import { bucketOf, type Histogram } from '../shared/agentFrames';

/** Values counted by bucket until they are taken. */
export class CountedValues {
  private readonly counts = new Map<number, number>();
  private last: number | undefined;

  /** `times`: as if it came so often. */
  add(value: number, times = 1): void {
    this.last = bucketOf(value);
    this.count(this.last, times);
  }

  /** As if the last value came again so often; nothing where none has come since the last `take`. */
  addToLast(times: number): void {
    if (this.last !== undefined && times > 0) this.count(this.last, times);
  }

  /** All that came since the last call; empty when nothing did. */
  take(): Histogram {
    const taken = [...this.counts];
    this.counts.clear();
    this.last = undefined;
    return taken;
  }

  private count(bucket: number, times: number): void {
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + times);
  }
}

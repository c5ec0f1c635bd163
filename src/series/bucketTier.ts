import { addPoint, bucketOf, type Bucket } from './bucket';
import { BucketChunk } from './bucketChunk';
import type { PointColumns } from './pointColumns';

/** So much time one bucket of the coarse tier spans, milliseconds; it begins at a multiple of this. */
export const BUCKET_MS = 10_000;

/** The beginning of the span in which a moment lies, epoch milliseconds. */
export function spanStartMs(timeMs: number): number {
  return Math.floor(timeMs / BUCKET_MS) * BUCKET_MS;
}

/**
 * The coarse tier of one series: a bucket for each span of ten seconds in which there were points. Points come in order
 * of time. A break of the line that begins and ends within one span is too short to be kept.
 */
export class BucketTier {
  private chunks: BucketChunk[] = [];
  private open: Bucket | undefined;
  private openStartMs = -Infinity;
  private allocatedBytes = 0;

  /** Bytes held, an estimate of what typed arrays cost beside their content included. */
  get bytes(): number {
    return this.allocatedBytes;
  }

  /** The number of buckets held, but for the one that still grows. */
  private get rows(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  }

  /** Adds a point; `amount` and `weight` are its share in the mean: see `Bucket`. */
  add(timeMs: number, value: number, amount: number, weight: number, retentionMs: number): void {
    if (this.open !== undefined && timeMs < this.openStartMs + BUCKET_MS) {
      addPoint(this.open, timeMs, value, amount, weight);
      return;
    }
    if (this.open !== undefined) this.store(this.open, timeMs - retentionMs);
    this.open = bucketOf(timeMs, value, amount, weight);
    this.openStartMs = spanStartMs(timeMs);
  }

  /** Adds points in a row as `add` does; the line breaks where one has no value. */
  addAll({ times, values, amounts, weights }: PointColumns, retentionMs: number): void {
    for (let i = 0; i < times.length; i++) {
      const timeMs = times[i] ?? NaN;
      const value = values[i] ?? NaN;
      if (Number.isNaN(value)) this.break(timeMs);
      else this.add(timeMs, value, amounts[i] ?? NaN, weights?.[i] ?? 1, retentionMs);
    }
  }

  /** The line breaks here: nothing connects the last point with the next one. */
  break(timeMs: number): void {
    if (this.open !== undefined) this.open.gapMs ??= timeMs;
  }

  /** Visits the buckets whose spans touch `fromMs` to `toMs`, both included, oldest first. */
  visit(fromMs: number, toMs: number, visit: (bucket: Readonly<Bucket>) => void): void {
    let index = this.chunks.length - 1;
    while (index > 0 && (this.chunks[index]?.startMs(0) ?? -Infinity) > fromMs) index -= 1;
    for (const chunk of this.chunks.slice(Math.max(0, index))) {
      for (let i = 0; i < chunk.size; i++) {
        if (chunk.startMs(i) + BUCKET_MS <= fromMs) continue;
        if (chunk.startMs(i) > toMs) return;
        visit(chunk.read(i));
      }
    }
    const { open, openStartMs } = this;
    if (open !== undefined && openStartMs + BUCKET_MS > fromMs && openStartMs <= toMs) visit(open);
  }

  /** Gives up chunks, oldest first, until half of the rows are gone; false when only the newest chunk is left. */
  forgetOlderHalf(): boolean {
    const keptRows = this.rows / 2;
    const canForget = this.chunks.length > 1;
    while (this.chunks.length > 1 && this.rows > keptRows) this.forgetOldestChunk();
    return canForget;
  }

  /** Gives up everything. */
  clear(): void {
    this.chunks = [];
    this.open = undefined;
    this.openStartMs = -Infinity;
    this.allocatedBytes = 0;
  }

  private store(bucket: Bucket, keepFromMs: number): void {
    let tail = this.chunks.at(-1);
    if (tail === undefined || tail.size === tail.capacity) {
      while (this.chunks[0] !== undefined && this.chunks[0].lastStartMs < keepFromMs) this.forgetOldestChunk();
      tail = new BucketChunk(Math.min(LARGEST_CHUNK_ROWS, (tail?.capacity ?? 0) * 5 || FIRST_CHUNK_ROWS));
      this.chunks.push(tail);
      this.allocatedBytes += tail.bytes;
    }
    tail.write(this.openStartMs, bucket);
  }

  private forgetOldestChunk(): void {
    this.allocatedBytes -= this.chunks.shift()?.bytes ?? 0;
  }
}

const FIRST_CHUNK_ROWS = 8;
const LARGEST_CHUNK_ROWS = 160;

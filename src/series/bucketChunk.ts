import type { Bucket } from './bucket';

/**
 * Buckets as rows of numbers, for they are always read whole. Values need double precision. Moments within a span,
 * seconds covered and counts do not: single precision keeps moments to a microsecond.
 */
export class BucketChunk {
  private readonly wide: Float64Array;
  private readonly narrow: Float32Array;
  private filled = 0;

  constructor(readonly capacity: number) {
    // One buffer for both: a second one would cost more than two rows.
    const wideBytes = capacity * WIDE_COLUMNS * Float64Array.BYTES_PER_ELEMENT;
    const buffer = new ArrayBuffer(wideBytes + capacity * NARROW_COLUMNS * Float32Array.BYTES_PER_ELEMENT);
    this.wide = new Float64Array(buffer, 0, capacity * WIDE_COLUMNS);
    this.narrow = new Float32Array(buffer, wideBytes);
  }

  get size(): number {
    return this.filled;
  }

  get bytes(): number {
    return this.wide.buffer.byteLength + CHUNK_OVERHEAD_BYTES;
  }

  get lastStartMs(): number {
    return this.startMs(this.filled - 1);
  }

  startMs(row: number): number {
    return this.wideAt(row, 0);
  }

  write(startMs: number, { min, minMs, max, maxMs, last, amount, weight, count, gapMs }: Bucket): void {
    const gapOffsetMs = gapMs === undefined ? NaN : Math.min(gapMs - startMs, LARGEST_GAP_OFFSET_MS);
    const { wide, narrow } = this;
    // One by one: to set them as an array costs as much as all the rest of opening a run.
    let at = this.filled * WIDE_COLUMNS;
    wide[at++] = startMs;
    wide[at++] = min;
    wide[at++] = max;
    wide[at++] = last;
    wide[at] = amount;
    at = this.filled * NARROW_COLUMNS;
    narrow[at++] = minMs - startMs;
    narrow[at++] = maxMs - startMs;
    narrow[at++] = weight;
    narrow[at++] = count;
    narrow[at] = gapOffsetMs;
    this.filled += 1;
  }

  read(row: number): Bucket {
    const startMs = this.startMs(row);
    const gapOffsetMs = this.narrowAt(row, 4);
    return {
      min: this.wideAt(row, 1),
      minMs: startMs + this.narrowAt(row, 0),
      max: this.wideAt(row, 2),
      maxMs: startMs + this.narrowAt(row, 1),
      last: this.wideAt(row, 3),
      amount: this.wideAt(row, 4),
      weight: this.narrowAt(row, 2),
      count: this.narrowAt(row, 3),
      gapMs: Number.isNaN(gapOffsetMs) ? undefined : startMs + gapOffsetMs,
    };
  }

  private wideAt(row: number, column: number): number {
    return this.wide[row * WIDE_COLUMNS + column] ?? NaN;
  }

  private narrowAt(row: number, column: number): number {
    return this.narrow[row * NARROW_COLUMNS + column] ?? NaN;
  }
}

const WIDE_COLUMNS = 5;
const NARROW_COLUMNS = 5;

/** What a chunk costs beside its rows, measured with Node 20. */
const CHUNK_OVERHEAD_BYTES = 350;

/** A break is kept as at most so long, milliseconds, after the beginning of its bucket's span; single precision is enough for that. */
const LARGEST_GAP_OFFSET_MS = 20_000;

/**
 * The samples of one series at full resolution: two columns, times and values, in chunks. A NaN in the column of values
 * is a gap. Times increase strictly: the caller sees to that.
 */
export class SampleTier {
  private chunks: SampleChunk[] = [];
  private tail: SampleChunk | undefined;
  private allocatedBytes = 0;
  private forgotten: Row | undefined;

  /** Bytes held, an estimate of what typed arrays cost beside their content included. */
  get bytes(): number {
    return this.allocatedBytes;
  }

  /** The number of rows held, gaps included. */
  get rows(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  }

  /** When the newest row that was given up was, epoch milliseconds; undefined while all are held. */
  get forgottenUntilMs(): number | undefined {
    return this.forgotten?.timeMs;
  }

  /** Appends a row; chunks that are older than `retentionMs` as a whole are given up when a new one is needed. */
  append(timeMs: number, value: number, retentionMs: number): void {
    let tail = this.tail;
    if (tail === undefined || tail.size === tail.capacity) {
      this.forgetBefore(timeMs - retentionMs);
      tail = this.grow();
    }
    tail.push(timeMs, value);
  }

  /** Appends rows as `append` does one after the other. */
  appendAll(times: Float64Array, values: Float64Array, retentionMs: number): void {
    for (let from = 0; from < times.length;) {
      let tail = this.tail;
      if (tail === undefined || tail.size === tail.capacity) {
        this.forgetBefore((times[from] ?? NaN) - retentionMs);
        tail = this.grow();
      }
      const to = Math.min(times.length, from + tail.capacity - tail.size);
      tail.pushAll(times.subarray(from, to), values.subarray(from, to));
      from = to;
    }
  }

  /**
   * Visits the rows from `fromMs` to `toMs`, both included, oldest first, each with the row before it (of value NaN for
   * the very first). Costs nothing for what is older than `fromMs`.
   */
  visit(fromMs: number, toMs: number, visit: RowVisitor): void {
    let index = this.chunks.length - 1;
    while (index > 0 && (this.chunks[index]?.timeMs(0) ?? NaN) > fromMs) index -= 1;
    let previous = this.rowBefore(index);
    for (const chunk of this.chunks.slice(Math.max(0, index))) {
      const start = chunk.lowerBound(fromMs);
      if (start > 0) previous = chunk.row(start - 1);
      for (let i = start; i < chunk.size; i++) {
        const timeMs = chunk.timeMs(i);
        if (timeMs > toMs) return;
        const value = chunk.value(i);
        visit(timeMs, value, previous.timeMs, previous.value);
        previous.timeMs = timeMs;
        previous.value = value;
      }
    }
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
    this.tail = undefined;
    this.forgotten = undefined;
    this.allocatedBytes = 0;
  }

  private grow(): SampleChunk {
    const tail = new SampleChunk(Math.min(LARGEST_CHUNK_ROWS, (this.tail?.capacity ?? 0) * 4 || FIRST_CHUNK_ROWS));
    this.tail = tail;
    this.chunks.push(tail);
    this.allocatedBytes += tail.bytes;
    return tail;
  }

  private forgetBefore(timeMs: number): void {
    while ((this.chunks[0]?.lastMs ?? Infinity) < timeMs) this.forgetOldestChunk();
  }

  private forgetOldestChunk(): void {
    const oldest = this.chunks.shift();
    if (oldest === undefined) return;
    // A counter's rate at the next row needs this one.
    this.forgotten = oldest.row(oldest.size - 1);
    this.allocatedBytes -= oldest.bytes;
  }

  /** A copy of the row before a chunk's first one. */
  private rowBefore(chunkIndex: number): Row {
    const chunk = this.chunks[chunkIndex - 1];
    if (chunk !== undefined) return chunk.row(chunk.size - 1);
    return { timeMs: NaN, value: NaN, ...this.forgotten };
  }
}

export type RowVisitor = (timeMs: number, value: number, previousMs: number, previousValue: number) => void;

/** The first chunk is small, so that short-lived processes cost little. */
const FIRST_CHUNK_ROWS = 32;
const LARGEST_CHUNK_ROWS = 1_024;

/** What a chunk costs beside its rows, measured with Node 20. */
const CHUNK_OVERHEAD_BYTES = 200;

interface Row {
  timeMs: number;
  value: number;
}

/** Both columns lie in one array, the values behind the times: a second array would cost more than a dozen rows. */
class SampleChunk {
  private readonly columns: Float64Array;
  private filled = 0;

  constructor(readonly capacity: number) {
    this.columns = new Float64Array(capacity * 2);
  }

  get size(): number {
    return this.filled;
  }

  /** The time of the newest row; NaN when there is none. */
  get lastMs(): number {
    return this.timeMs(this.filled - 1);
  }

  get bytes(): number {
    return this.columns.byteLength + CHUNK_OVERHEAD_BYTES;
  }

  push(timeMs: number, value: number): void {
    this.columns[this.filled] = timeMs;
    this.columns[this.capacity + this.filled] = value;
    this.filled += 1;
  }

  pushAll(times: Float64Array, values: Float64Array): void {
    this.columns.set(times, this.filled);
    this.columns.set(values, this.capacity + this.filled);
    this.filled += times.length;
  }

  timeMs(index: number): number {
    return this.columns[index] ?? NaN;
  }

  value(index: number): number {
    return this.columns[this.capacity + index] ?? NaN;
  }

  row(index: number): Row {
    return { timeMs: this.timeMs(index), value: this.value(index) };
  }

  /** The index of the first time that is not before `timeMs`; the size when all are. */
  lowerBound(timeMs: number): number {
    let low = 0;
    let high = this.filled;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeMs(middle) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

import type { BlockColumn } from './block';

/** The rows of a chunk that is not yet full, kept so that they can be written once more as one block. */
export class OpenChunk {
  private readonly columns = new Map<number, OpenColumn>();
  private values = 0;
  private mostRows = 0;

  get isEmpty(): boolean {
    return this.values === 0;
  }

  /**
   * Whether it is time to write it: compression gains little beyond so many rows, and a chunk of very many series takes
   * long enough to encode as it is.
   */
  get isFull(): boolean {
    return this.mostRows >= FULL_ROWS || (this.mostRows >= LEAST_ROWS && this.values >= FULL_VALUES);
  }

  add(columns: readonly BlockColumn[]): void {
    for (const { series, times, values } of columns) {
      let column = this.columns.get(series);
      if (column === undefined) this.columns.set(series, (column = { times: [], values: [] }));
      for (const timeMs of times) column.times.push(timeMs);
      for (const value of values) column.values.push(value);
      this.values += times.length;
    }
    this.mostRows += Math.max(0, ...columns.map(({ times }) => times.length));
  }

  /** All rows, each series whole, in the order in which they first came. */
  merged(): readonly BlockColumn[] {
    return [...this.columns].map(([series, { times, values }]) => ({
      series,
      times: Float64Array.from(times),
      values: Float64Array.from(values),
    }));
  }
}

/** Numbers are copied here: each part came as arrays of its own, of a few numbers and many times their size. */
interface OpenColumn {
  readonly times: number[];
  readonly values: number[];
}

const FULL_ROWS = 600;
const LEAST_ROWS = 120;
const FULL_VALUES = 60_000;

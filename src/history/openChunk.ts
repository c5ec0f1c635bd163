import type { BlockColumn } from './block';

/** The rows of a chunk that is not yet full, kept so that they can be written once more as one block. */
export class OpenChunk {
  private readonly parts = new Map<number, BlockColumn[]>();
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
    for (const column of columns) {
      const parts = this.parts.get(column.series) ?? [];
      parts.push(column);
      this.parts.set(column.series, parts);
      this.values += column.times.length;
    }
    this.mostRows += Math.max(0, ...columns.map(({ times }) => times.length));
  }

  /** All rows, each series whole, in the order in which they first came. */
  merged(): readonly BlockColumn[] {
    return [...this.parts].map(([series, parts]) => ({
      series,
      times: joined(parts.map(({ times }) => times)),
      values: joined(parts.map(({ values }) => values)),
    }));
  }
}

const FULL_ROWS = 600;
const LEAST_ROWS = 120;
const FULL_VALUES = 60_000;

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

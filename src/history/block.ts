import { ByteReader } from './byteReader';
import { ByteWriter } from './byteWriter';
import { readColumn, writeColumn } from './column';
import { readTimes, writeTimes } from './timeColumn';

/**
 * New rows of many series. A run's rows are numbered by chunk; while a chunk is open its rows come in parts, and once it
 * is full one block holds them all as part 0.
 */
export interface Block {
  readonly chunk: number;
  readonly part: number;
  readonly columns: readonly BlockColumn[];
}

/** The rows of one series: its number in the dictionary, times in epoch milliseconds, values as stored; NaN is a gap. */
export interface BlockColumn {
  readonly series: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** A block as bytes. Times that series share, as those of one process do, are written once. */
export function encodeBlock({ chunk, part, columns }: Block): Buffer {
  const writer = new ByteWriter();
  writer.varint(chunk);
  writer.varint(part);
  writer.varint(columns.length);
  const written: Float64Array[] = [];
  for (const { series, times, values } of columns) {
    writer.varint(series);
    const reference = sharedTimes(written, times);
    writer.varint(reference);
    if (reference === OWN_TIMES) {
      writer.varint(times.length);
      writeTimes(writer, times);
      written.push(times);
    }
    writeColumn(writer, values);
  }
  return writer.written();
}

/** The block that bytes hold; undefined when they are not one. */
export function decodeBlock(bytes: Buffer): Block | undefined {
  const reader = new ByteReader(bytes);
  const chunk = reader.varint();
  const part = reader.varint();
  const count = reader.count();
  const read: Float64Array[] = [];
  const columns: BlockColumn[] = [];
  for (let i = 0; i < count; i++) {
    const series = reader.varint();
    const reference = reader.varint();
    if (reference === OWN_TIMES) read.push(readTimes(reader, reader.count()));
    const times = read.at(-Math.max(1, reference));
    if (times === undefined) return undefined;
    const values = readColumn(reader, times.length);
    if (values === undefined || reader.isBroken) return undefined;
    columns.push({ series, times, values });
  }
  return reader.isBroken || reader.remainingBytes > 0 ? undefined : { chunk, part, columns };
}

/** Stands where the times of an earlier column would be referred to: 1 for the newest that were written, and so on. */
const OWN_TIMES = 0;

/** So many of the last written times are looked at: series of one process follow each other. */
const SHARED_WITHIN = 4;

function sharedTimes(written: readonly Float64Array[], times: Float64Array): number {
  for (let back = 1; back <= Math.min(SHARED_WITHIN, written.length); back++) {
    const candidate = written.at(-back);
    if (candidate?.length === times.length && times.every((timeMs, i) => timeMs === candidate[i])) return back;
  }
  return OWN_TIMES;
}

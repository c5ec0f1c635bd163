import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { decimalsOf, FRACTION_DECIMALS } from './fixedPoint';
import { unzigzag, zigzag } from './zigzag';

/**
 * Writes values in the order of their times; NaN is a gap. They are stored as whole numbers of their last decimal, each
 * as its difference from the one before, in as few bytes as it needs: see `decimalsOf` for what that rounds.
 */
export function writeColumn(writer: ByteWriter, values: Float64Array): void {
  const decimals = decimalsOf(values);
  if (decimals === undefined) {
    writer.varint(AS_DOUBLES);
    for (const value of values) writer.double(value);
    return;
  }
  writer.varint(decimals);
  const scale = 10 ** decimals;
  let previous = 0;
  for (const value of values) {
    if (Number.isNaN(value)) {
      writer.varint(GAP);
      continue;
    }
    const stored = Math.round(value * scale);
    writer.varint(zigzag(stored - previous) + 1);
    previous = stored;
  }
}

/** Reads so many values that `writeColumn` wrote; undefined where they are not such. */
export function readColumn(reader: ByteReader, count: number): Float64Array | undefined {
  const decimals = reader.varint();
  const values = new Float64Array(count);
  if (decimals === AS_DOUBLES) {
    for (let i = 0; i < count; i++) values[i] = reader.double();
    return values;
  }
  if (decimals > FRACTION_DECIMALS) return undefined;
  const scale = 10 ** decimals;
  let stored = 0;
  reader.varints(values);
  for (let i = 0; i < count; i++) {
    const code = values[i] ?? GAP;
    if (code !== GAP) stored += unzigzag(code - 1);
    values[i] = code === GAP ? NaN : stored / scale;
  }
  return values;
}

/** Stands where the number of decimals would. */
const AS_DOUBLES = 255;

/** The code of a gap; differences are one higher than their zigzag. */
const GAP = 0;

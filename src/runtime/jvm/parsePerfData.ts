/** What a JVM tells of itself, by name: numbers as they are, texts without their padding. */
export type PerfData = ReadonlyMap<string, number | string>;

/**
 * Reads the contents of an `hsperfdata` file of HotSpot, in version 2 of its format and either byte order. Undefined for what
 * is none, and for a file that its JVM has not finished to lay out. The JVM writes while it is read: an entry that does not
 * fit is left out, with all behind it. Source: `perfMemory.hpp` and `PerfDataBuffer.java` of OpenJDK.
 */
export function parsePerfData(file: Buffer): PerfData | undefined {
  if (file.length < PROLOGUE_BYTES || file.readUInt32BE(0) !== MAGIC || file[5] !== 2 || file[7] !== 1)
    return undefined;
  const isLittle = file[4] === 1;
  const int = (at: number): number => (isLittle ? file.readInt32LE(at) : file.readInt32BE(at));
  const long = (at: number): number => Number(isLittle ? file.readBigInt64LE(at) : file.readBigInt64BE(at));
  const values = new Map<string, number | string>();
  let at = int(24);
  const count = Math.min(int(28), MOST_ENTRIES);
  for (let i = 0; i < count; i++) {
    if (at < PROLOGUE_BYTES || at + ENTRY_BYTES > file.length) break;
    const length = int(at);
    const end = at + length;
    if (length < ENTRY_BYTES || end > file.length) break;
    const name = textAt(file, at + int(at + 4), end);
    const [elements, type, data] = [int(at + 8), file[at + 12], at + int(at + 16)];
    if (data < at || data > end) break;
    if (type === LONG && elements === 0 && data + 8 <= end) values.set(name, long(data));
    else if (type === BYTE && elements > 0) values.set(name, textAt(file, data, Math.min(end, data + elements)));
    at = end;
  }
  return values;
}

/** It is written in this order on every machine. */
const MAGIC = 0xcafec0c0;
const PROLOGUE_BYTES = 32;
const ENTRY_BYTES = 20;
/** A JVM has some hundred. */
const MOST_ENTRIES = 10_000;
/** Types as in the class file's descriptors. */
const LONG = 'J'.charCodeAt(0);
const BYTE = 'B'.charCodeAt(0);

/** The text from there to its zero, or to `end`. */
function textAt(file: Buffer, start: number, end: number): string {
  if (start < 0 || start >= end) return '';
  const zero = file.indexOf(0, start);
  return file.toString('utf8', start, zero === -1 || zero > end ? end : zero);
}

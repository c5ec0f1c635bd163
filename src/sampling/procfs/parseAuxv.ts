/**
 * Page size and clock ticks out of a process's auxiliary vector (`/proc/self/auxv`): pairs of machine words. What the
 * vector does not tell is absent. This spares starting `getconf`. Source: getauxval(3), AT_PAGESZ and AT_CLKTCK.
 */
export function parseAuxv(bytes: Buffer, layout: WordLayout): SystemConstants {
  const pairBytes = 2 * layout.wordBytes;
  const values = new Map<number, number>();
  for (let offset = 0; offset + pairBytes <= bytes.length; offset += pairBytes) {
    values.set(readWord(bytes, offset, layout), readWord(bytes, offset + layout.wordBytes, layout));
  }
  const pageBytes = values.get(AT_PAGESZ);
  const ticksPerSecond = values.get(AT_CLKTCK);
  return { ...(pageBytes && { pageBytes }), ...(ticksPerSecond && { ticksPerSecond }) };
}

/** How the machine lays out a word. */
export interface WordLayout {
  readonly wordBytes: 4 | 8;
  readonly endianness: 'LE' | 'BE';
}

export interface SystemConstants {
  readonly pageBytes?: number;
  readonly ticksPerSecond?: number;
}

const AT_PAGESZ = 6;
const AT_CLKTCK = 17;

function readWord(bytes: Buffer, offset: number, { wordBytes, endianness }: WordLayout): number {
  if (wordBytes === 4) return endianness === 'LE' ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
  return Number(endianness === 'LE' ? bytes.readBigUInt64LE(offset) : bytes.readBigUInt64BE(offset));
}

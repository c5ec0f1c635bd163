import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseAuxv } from '../../../../src/sampling/procfs/parseAuxv';

describe('parseAuxv', () => {
  it('finds page size and clock ticks in a captured vector', () => {
    const captured = readFileSync('test/fixtures/procfs/self/auxv');
    const constants = parseAuxv(captured, { wordBytes: 8, endianness: 'LE' });
    assert.deepEqual(constants, { pageBytes: 4096, ticksPerSecond: 100 });
  });

  it('reads the words of 32-bit and of big-endian machines', () => {
    const little = Buffer.alloc(16);
    [6, 16_384, 17, 250].forEach((word, index) => little.writeUInt32LE(word, index * 4));
    const expected = { pageBytes: 16_384, ticksPerSecond: 250 };
    assert.deepEqual(parseAuxv(little, { wordBytes: 4, endianness: 'LE' }), expected);
    const big = Buffer.alloc(32);
    [6n, 16_384n, 17n, 250n].forEach((word, index) => big.writeBigUInt64BE(word, index * 8));
    assert.deepEqual(parseAuxv(big, { wordBytes: 8, endianness: 'BE' }), expected);
  });

  it('leaves out what the vector does not tell', () => {
    assert.deepEqual(parseAuxv(Buffer.alloc(0), { wordBytes: 8, endianness: 'LE' }), {});
    assert.deepEqual(parseAuxv(Buffer.alloc(5), { wordBytes: 8, endianness: 'LE' }), {});
  });
});

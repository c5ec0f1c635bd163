import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parsePerfData } from '../../../../src/runtime/jvm/parsePerfData';
import { toldByPerfData } from '../../../../src/runtime/jvm/toldByPerfData';

/** Recorded from OpenJDK 17 with G1, without what it says of its machine. */
const recorded = readFileSync('test/fixtures/jvm/openjdk17-g1.hsperfdata');

/** A file with one number, as a machine with the other byte order writes it. */
function bigEndianFile(name: string, value: bigint): Buffer {
  const file = Buffer.alloc(32 + 64);
  file.writeUInt32BE(0xcafec0c0, 0);
  file.set([0, 2, 0, 1], 4);
  file.writeInt32BE(32, 24);
  file.writeInt32BE(1, 28);
  for (const [i, word] of [64, 20, 0].entries()) file.writeInt32BE(word, 32 + 4 * i);
  file.set(['J'.charCodeAt(0), 0, 1, 3], 32 + 12);
  file.writeInt32BE(56, 32 + 16);
  file.write(name, 32 + 20);
  file.writeBigInt64BE(value, 32 + 56);
  return file;
}

describe('parsePerfData', () => {
  it('reads what OpenJDK has written', () => {
    const data = parsePerfData(recorded) ?? new Map<string, number>();
    assert.equal(data.get('sun.gc.collector.0.name'), 'G1 young collection pauses');
    assert.equal(data.get('sun.os.hrt.frequency'), 1e9);
    assert.ok(Number(data.get('java.threads.live')) >= 2);
    const told = toldByPerfData(data);
    const used = told.filter(({ name }) => name === 'jvm.memory.used').map(({ attributes }) => attributes[0]?.[1]);
    assert.deepEqual(used, ['heap', 'eden', 's0', 's1', 'space', 'Metaspace', 'Compressed Class Space']);
    const pause = told.find(({ name }) => name === 'jvm.gc.time');
    assert.ok(pause?.type === 'counter' && pause.value >= 0 && pause.value < 10, JSON.stringify(pause));
  });

  it('reads the other byte order', () => {
    const data = parsePerfData(bigEndianFile('java.threads.live', 17n));
    assert.deepEqual([...(data ?? [])], [['java.threads.live', 17]]);
  });

  it('has nothing of a file that is not finished, of another version, or of something else', () => {
    for (const [at, byte] of [
      [0, 0],
      [5, 1],
      [7, 0],
    ] as const) {
      const other = Buffer.from(recorded);
      other[at] = byte;
      assert.equal(parsePerfData(other), undefined);
    }
    assert.equal(parsePerfData(Buffer.alloc(0)), undefined);
  });

  it('reads as far as a file goes that is cut off', () => {
    const [whole, half] = [parsePerfData(recorded), parsePerfData(recorded.subarray(0, recorded.length / 2))];
    assert.ok(half !== undefined && whole !== undefined && half.size > 10 && half.size < whole.size);
    for (const [name, value] of half) assert.equal(whole.get(name), value);
  });

  it('takes any bytes without an error', () => {
    const change = fc.tuple(fc.nat(recorded.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.nat(recorded.length), (changes, length) => {
        const torn = Buffer.from(recorded.subarray(0, length));
        for (const [at, byte] of changes) if (at < torn.length) torn[at] = byte;
        for (const series of toldByPerfData(parsePerfData(torn) ?? new Map<string, number>())) {
          assert.ok(series.type === 'gauge' || series.type === 'counter');
          assert.ok(series.value >= 0);
        }
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => (parsePerfData(Buffer.from(bytes)), true)));
  });
});

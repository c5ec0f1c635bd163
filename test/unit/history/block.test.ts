import assert from 'node:assert/strict';
import { decodeBlock, encodeBlock, type Block } from '../../../src/history/block';
import { seededRandom } from '../../support/seededRandom';

const T = 1_700_000_000_000;

function column(series: number, times: readonly number[], values: readonly number[]): Block['columns'][number] {
  return { series, times: Float64Array.from(times), values: Float64Array.from(values) };
}

const BLOCK: Block = {
  chunk: 3,
  part: 2,
  columns: [
    column(0, [T, T + 1_000, T + 2_000], [1, NaN, 3]),
    column(9, [T, T + 1_000, T + 2_000], [0.5, 0.25, NaN]),
    column(4, [T + 17], [1e300]),
    column(5, [T, T + 1_000, T + 2_000], [7, 7, 7]),
  ],
};

describe('a block', () => {
  it('gives back its columns, with the times that they share', () => {
    assert.deepEqual(decodeBlock(Buffer.from(encodeBlock(BLOCK))), BLOCK);
    assert.deepEqual(decodeBlock(encodeBlock({ chunk: 0, part: 0, columns: [] })), { chunk: 0, part: 0, columns: [] });
  });

  it('writes shared times once', () => {
    const alone = encodeBlock({ ...BLOCK, columns: BLOCK.columns.slice(0, 1) }).length;
    const both = encodeBlock({ ...BLOCK, columns: BLOCK.columns.slice(0, 2) }).length;
    const times = 12;
    assert.ok(both - alone < times, `${both - alone} bytes for the second column`);
  });

  it('is none when cut short at any byte, or when bytes follow', () => {
    const bytes = Buffer.from(encodeBlock(BLOCK));
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(decodeBlock(bytes.subarray(0, length)), undefined, `at ${length}`);
    }
    assert.equal(decodeBlock(Buffer.concat([bytes, Buffer.from([0])])), undefined);
  });

  it('never throws, whatever the bytes are', () => {
    const random = seededRandom(11);
    for (let run = 0; run < 2_000; run++) {
      decodeBlock(Buffer.from(Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256))));
    }
  });
});

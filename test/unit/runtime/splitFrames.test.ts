import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitFrames } from '../../../src/runtime/splitFrames';
import { MAX_FRAME_BYTES } from '../../../src/shared/agentFrames';

/** All lines of a stream that comes in pieces, and what is left. */
function splitAll(pieces: readonly Buffer[]): { lines: string[]; rest: string; isTooLong: boolean } {
  const lines: string[] = [];
  let rest: Buffer = Buffer.alloc(0);
  for (const piece of pieces) {
    const split = splitFrames(rest, piece);
    assert.ok(split.rest.length <= MAX_FRAME_BYTES);
    lines.push(...split.lines);
    rest = split.rest;
    if (split.isTooLong) return { lines, rest: '', isTooLong: true };
  }
  return { lines, rest: rest.toString(), isTooLong: false };
}

describe('splitFrames', () => {
  it('finds the same lines however the stream is cut', () => {
    const stream = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\n')), { maxLength: 30 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 20 }), (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const at = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
        const pieces = [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
        const expected = bytes.toString().split('\n');
        const { lines, rest } = splitAll(pieces);
        assert.deepEqual([...lines, rest], expected);
      }),
    );
  });

  it('takes any bytes without an error', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (pieces) => {
        splitAll(pieces.map((piece) => Buffer.from(piece)));
      }),
    );
  });

  it('gives up a line that is longer than a frame may be, whole or not', () => {
    const piece = Buffer.alloc(64 * 1024, 'x');
    const { lines, isTooLong } = splitAll([Buffer.from('a\n'), ...Array.from({ length: 5 }, () => piece)]);
    assert.deepEqual(lines, ['a']);
    assert.ok(isTooLong);
    assert.ok(splitAll([Buffer.from(`${'x'.repeat(MAX_FRAME_BYTES + 1)}\n`)]).isTooLong);
    assert.equal(splitAll([Buffer.from(`${'x'.repeat(MAX_FRAME_BYTES)}\n`)]).isTooLong, false);
  });
});

import assert from 'node:assert/strict';
import { encodeRecord, MARKER } from '../../../src/history/checkedRecord';
import { readRecords } from '../../../src/history/readRecords';

const CONTENTS = ['first', '', `the marker ${MARKER.toString('latin1')} inside`, 'last'].map((text) =>
  Buffer.from(text, 'latin1'),
);
const ENCODED = CONTENTS.map((content) => encodeRecord('block', content));
const FILE = Buffer.concat(ENCODED);

/** Where each record ends. */
const ENDS = ENCODED.map((_, i) => ENCODED.slice(0, i + 1).reduce((sum, { length }) => sum + length, 0));

function textsOf(bytes: Buffer): string[] {
  return readRecords(bytes).records.map(({ content }) => content.toString('latin1'));
}

const TEXTS = CONTENTS.map((content) => content.toString('latin1'));

describe('the records of a file', () => {
  it('come back as they were written', () => {
    assert.deepEqual(textsOf(FILE), TEXTS);
    assert.equal(readRecords(FILE).validBytes, FILE.length);
    assert.deepEqual(readRecords(Buffer.alloc(0)), { records: [], validBytes: 0, damagedBytes: 0, tornBytes: 0 });
  });

  it('lose only a torn tail, wherever the file is cut', () => {
    for (let length = 0; length < FILE.length; length++) {
      const read = readRecords(FILE.subarray(0, length));
      const whole = ENDS.filter((end) => end <= length);
      assert.equal(read.records.length, whole.length, `at ${length}`);
      assert.equal(read.validBytes, whole.at(-1) ?? 0);
      assert.equal(read.tornBytes, length - read.validBytes);
    }
  });

  it('lose only the record in which a bit is flipped, whichever it is', () => {
    for (let bit = 0; bit < FILE.length * 8; bit++) {
      const damaged = Buffer.from(FILE);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const struck = ENDS.findIndex((end) => bit >> 3 < end);
      assert.deepEqual(
        textsOf(damaged),
        TEXTS.filter((_, i) => i !== struck),
        `bit ${bit}`,
      );
      const { damagedBytes, tornBytes } = readRecords(damaged);
      assert.equal(damagedBytes + tornBytes, ENCODED[struck]?.length);
    }
  });

  it('tell their kind', () => {
    const file = Buffer.concat([encodeRecord('header', Buffer.from('x')), ...ENCODED]);
    const kinds = readRecords(file).records.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['header', 'block', 'block', 'block', 'block']);
  });
});

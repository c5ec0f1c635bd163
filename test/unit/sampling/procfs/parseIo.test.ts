import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseIo } from '../../../../src/sampling/procfs/parseIo';

const captured = readFileSync('test/fixtures/procfs/1200/io', 'latin1');

describe('parseIo', () => {
  it('tells calls from storage, and written from cancelled bytes', () => {
    const expected = { readCharacters: 249_866, writtenCharacters: 1, readBytes: 4096, writtenBytes: 8192 };
    assert.deepEqual(parseIo(captured), expected);
  });

  for (const label of ['rchar', 'wchar', 'read_bytes', 'write_bytes']) {
    it(`returns nothing without ${label}`, () => {
      assert.equal(parseIo(captured.replace(new RegExp(`(^|\n)${label}: .*`), '$1other: 1')), undefined);
    });
  }

  it('returns nothing for a count that is cut off or no number', () => {
    assert.equal(parseIo(captured.slice(0, captured.indexOf('8192') + 2)), undefined);
    assert.equal(parseIo(captured.replace('4096', '-1')), undefined);
    assert.equal(parseIo(''), undefined);
  });
});

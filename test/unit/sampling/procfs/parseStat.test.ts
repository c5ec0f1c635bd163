import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseStat } from '../../../../src/sampling/procfs/parseStat';

const captured = readFileSync('test/fixtures/procfs/1200/stat');

/** The captured line with another name of the command. */
function named(comm: string): Buffer {
  return Buffer.from(captured.toString().replace('(node)', `(${comm})`));
}

describe('parseStat', () => {
  it('reads the fields of a captured process', () => {
    assert.deepEqual(parseStat(captured), {
      pid: 1200,
      comm: 'node',
      state: 'S',
      parentPid: 900,
      processGroup: 1200,
      session: 3658,
      minorFaults: 2334,
      majorFaults: 3,
      userTicks: 250,
      systemTicks: 50,
      threads: 7,
      startTicks: 212_459,
      virtualBytes: 812_822_528,
      residentPages: 10_976,
    });
  });

  for (const comm of ['Web Content', 'a) R (b', ')', '((', '', 'line\nbreak', ') S 1 2 3 4', 'größe']) {
    it(`keeps its place in a command named ${JSON.stringify(comm)}`, () => {
      const stat = parseStat(named(comm));
      assert.equal(stat?.comm, comm);
      assert.equal(stat.state, 'S');
      assert.equal(stat.parentPid, 900);
      assert.equal(stat.residentPages, 10_976);
    });
  }

  it('ignores what an earlier, longer content left behind in the buffer', () => {
    const buffer = Buffer.concat([captured, Buffer.from(' ) 9 9 9 9')]);
    assert.deepEqual(parseStat(buffer, captured.length), parseStat(captured));
  });

  it('reads negative fields and counts beyond 32 bits', () => {
    const text = captured.toString().replace(' 250 50 ', ' 9007199254740991 50 ').replace('S 900 1200', 'S 900 -1');
    const stat = parseStat(Buffer.from(text));
    assert.equal(stat?.userTicks, 9_007_199_254_740_991);
    assert.equal(stat.processGroup, -1);
  });

  it('returns nothing for content that is cut off anywhere before the end of the last field it needs', () => {
    const needed = captured.indexOf(' 10976 ') + ' 10976'.length;
    for (let length = 0; length <= needed; length += 1)
      assert.equal(parseStat(captured, length), undefined, `${length}`);
    assert.notEqual(parseStat(captured, needed + 1), undefined);
  });

  for (const text of [
    '',
    ')',
    '1 (',
    '1 (a) S',
    'x (a) S 1 2',
    '1200 (a) S 900 x 3658 0 -1\n',
    '1200 (a) S 1  2 3\n',
  ]) {
    it(`returns nothing for ${JSON.stringify(text)}`, () => {
      assert.equal(parseStat(Buffer.from(text)), undefined);
    });
  }
});

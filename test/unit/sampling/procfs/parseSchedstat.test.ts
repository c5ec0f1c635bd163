import assert from 'node:assert/strict';
import { parseSchedstat } from '../../../../src/sampling/procfs/parseSchedstat';

describe('parseSchedstat', () => {
  it('reads what was run, what was waited, and how often', () => {
    assert.deepEqual(parseSchedstat(Buffer.from('5004120 21993 17\n')), {
      ranNanoseconds: 5_004_120,
      waitedNanoseconds: 21_993,
      timeslices: 17,
    });
  });

  it('reads no further than it is told', () => {
    assert.equal(parseSchedstat(Buffer.from('5 6 17\n99'), 7)?.timeslices, 17);
    assert.equal(parseSchedstat(Buffer.from('5 6 17\n'), 6), undefined);
  });

  it('refuses what is malformed or cut short', () => {
    for (const text of ['', '\n', '1 2\n', '1 2 3', '1 -2 3\n', '1  2 3\n', '1 2 3 4\n', 'a b c\n']) {
      assert.equal(parseSchedstat(Buffer.from(text)), undefined, JSON.stringify(text));
    }
  });
});

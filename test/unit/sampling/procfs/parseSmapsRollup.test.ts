import assert from 'node:assert/strict';
import { parseSmapsRollup } from '../../../../src/sampling/procfs/parseSmapsRollup';

const CAPTURED = `55d0c0a00000-7ffd1a5fe000 ---p 00000000 00:00 0                          [rollup]
Rss:               49812 kB
Pss:               31415 kB
Pss_Dirty:         22140 kB
Pss_Anon:          20132 kB
Shared_Clean:      26520 kB
`;

describe('parseSmapsRollup', () => {
  it('tells the proportional memory in bytes', () => {
    assert.equal(parseSmapsRollup(CAPTURED), 31_415 * 1024);
  });

  it('tells nothing where there is nothing', () => {
    assert.equal(parseSmapsRollup(''), undefined);
    assert.equal(parseSmapsRollup('Pss_Dirty: 1 kB\nPss: kB\n'), undefined);
  });
});

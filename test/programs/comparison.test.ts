import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComparedRun } from '../../src/comparing/compareRuns';
import { CHANGES, claimsOf, recordedRun } from '../support/comparedPrograms';

const SECONDS = 13;

/** Each of them is held against each other: ten pairs. */
const SAME = 5;

/** The short form of what `npm run soak` shows with a hundred pairs: real programs, all at once. */
describe('the comparison of real programs', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'process-monitor-compare-'));
  let same: readonly ComparedRun[] = [];
  let changed: readonly ComparedRun[] = [];

  before(async () => {
    const record = (program: object, i: number): Promise<ComparedRun> =>
      recordedRun(folder, `${i}`, { seconds: SECONDS, ...program });
    const programs = [...Array<object>(SAME).fill({}), ...CHANGES.map(({ change }) => change)];
    const runs = await Promise.all(programs.map(record));
    [same, changed] = [runs.slice(0, SAME), runs.slice(SAME)];
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('claims nothing in pairs of the same program', () => {
    const pairs = same.flatMap((before, i) => same.slice(i + 1).map((after) => claimsOf(before, after)));
    assert.equal(pairs.length, 10);
    const wrong = pairs.filter(({ length }) => length > 0);
    // One in twenty may be by chance; of ten no more than one is then all but certain.
    assert.ok(wrong.length <= 1, JSON.stringify(wrong));
  });

  CHANGES.forEach(({ name, isFound }, i) => {
    it(`finds ${name}`, () => {
      const after = changed[i];
      assert.ok(after !== undefined);
      const claims = same.map((before) => claimsOf(before, after));
      const found = claims.filter((one) => one.some(isFound));
      // What a busy machine does to one run of the five must not decide.
      assert.ok(found.length > SAME / 2, JSON.stringify(claims));
    });
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComparedRun } from '../../src/comparing/compareRuns';
import { CHANGES, claimsOf, recordedRun, type ComparedProgram } from '../support/comparedPrograms';

const SECONDS = 20;

/** So many programs run at once. */
const AT_ONCE = 6;

/** How many pairs of the same program, and of each change; the environment may ask for fewer. */
const SAME_PAIRS = Number(process.env.COMPARED_PAIRS ?? 100);
const CHANGED_PAIRS = Math.max(1, Math.round(SAME_PAIRS / 10));

/** Pairs of runs of real programs, as the command line records them; none is used twice. */
describe('the comparison of real programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'process-monitor-compare-'));

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function pairs(
    count: number,
    change: Partial<ComparedProgram>,
  ): Promise<readonly (readonly [ComparedRun, ComparedRun])[]> {
    const all: (readonly [ComparedRun, ComparedRun])[] = [];
    let begun = 0;
    const work = async (): Promise<void> => {
      while (begun < count) {
        const number = (begun += 1);
        const before = await recordedRun(folder, `${number}-before`, { seconds: SECONDS });
        all.push([before, await recordedRun(folder, `${number}-after`, { seconds: SECONDS, ...change })]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return all;
  }

  it('claims nothing in at least 95 of 100 pairs of the same program', async () => {
    const told = (await pairs(SAME_PAIRS, {})).map(([before, after]) => claimsOf(before, after));
    const wrong = told.filter(({ length }) => length > 0);
    const metrics = wrong.flat().map(({ metric, per }) => `${metric} ${per ?? ''}`);
    console.log(`the same program: a difference was claimed in ${wrong.length} of ${told.length}`, metrics.join(', '));
    assert.ok(wrong.length <= 0.05 * told.length);
  });

  for (const { name, change, isFound } of CHANGES) {
    it(`finds ${name} in at least 9 of 10`, async () => {
      const all = await pairs(CHANGED_PAIRS, change);
      const found = all.filter(([before, after]) => claimsOf(before, after).some(isFound));
      console.log(`${name}: found in ${found.length} of ${all.length}`);
      assert.ok(found.length >= 0.9 * all.length);
    });
  }
});

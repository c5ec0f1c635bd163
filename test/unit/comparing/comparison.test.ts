import assert from 'node:assert/strict';
import { comparisonOf, type NamedRun } from '../../../src/comparing/comparison';
import { compareRuns } from '../../../src/comparing/compareRuns';
import { verdictLine } from '../../../src/comparing/verdictLine';
import { commonWork, cpuPerUnit } from '../../../src/comparing/workUnits';
import { SessionStore } from '../../../src/series/sessionStore';
import { COUNTS_BEHIND_MS } from '../../../src/shared/agentFrames';
import { decodeHostMessage } from '../../../src/shared/decodeMessage';
import { attributesOf } from '../../../src/shared/sample';
import { noisyRun, type NoisyRunOptions } from '../../support/noisyRun';

function run(
  seed: number,
  options: NoisyRunOptions = {},
  marks: readonly (readonly [string, number])[] = [],
): NamedRun {
  const events = marks.map(([text, timeMs]) => ({ kind: 'mark', text, timeMs }) as const);
  return { name: 'api', startedAtMs: 0, events, store: noisyRun(seed, options) };
}

interface Work {
  readonly cpuPerJob: number;
  readonly jobsPerSecond?: number;
  /** Cores that the machine lets it wait for. */
  readonly waitingCores?: number;
  /** Whether the program tells its CPU time with its counts, and how much of the tree's that is. */
  readonly toldShare?: number;
}

/** A run that works; what it counts is known late. */
function workingRun({ cpuPerJob, jobsPerSecond = 5, waitingCores = 0, toldShare }: Work): SessionStore {
  const store = new SessionStore();
  const cpu = store.series({ metric: 'process.cpu.time', attributes: '' });
  const told = toldShare && store.series({ metric: 'nodejs.cpu.time', attributes: '' });
  const wait = store.series({ metric: 'process.cpu.wait_time', attributes: '' });
  const jobs = store.series({ metric: 'app.count', attributes: attributesOf({ name: 'jobs' }) });
  for (let second = 1; second <= 120; second++) {
    // Work is steady but for a little that repeats itself in no short time.
    const count = jobsPerSecond * second + Math.sin(second * second);
    cpu?.append(1_000 * second, cpuPerJob * count);
    wait?.append(1_000 * second, waitingCores * second);
    jobs?.append(1_000 * second + COUNTS_BEHIND_MS, count);
    if (told) told.append(1_000 * second + COUNTS_BEHIND_MS, toldShare * cpuPerJob * count);
  }
  return store;
}

describe('a comparison for the panel', () => {
  it('has a row for each metric with the values of all runs, and draws them one over the other', () => {
    const comparison = comparisonOf([run(1), run(2, { levelMb: 200 }), run(3)]);
    const memory = comparison.rows.find(({ title }) => title === 'Memory');
    assert.deepEqual(
      memory?.others.map(({ verdict }) => verdict),
      ['more', 'same'],
    );
    assert.match(memory.others[0]?.meaning ?? '', /^\+\d+ %$/);
    // What differs is drawn first.
    assert.equal(comparison.charts[0]?.title, 'Memory');
    for (const { times } of comparison.charts[0].lines) assert.equal(times[0], 0);
    assert.ok(decodeHostMessage({ type: 'comparison', comparison }).ok);
  });

  it('is aligned at a mark that all runs have, and at the start where one lacks it', () => {
    const [before, after] = [run(1, {}, [['load', 60_000]]), run(2, {}, [['load', 100_000]])];
    const lengths = (mark?: string): readonly (number | undefined)[] =>
      comparisonOf([before, after], mark)
        .charts.find(({ title }) => title === 'Memory')
        ?.lines.map(({ times }) => times.at(-1)) ?? [];
    assert.deepEqual(lengths(), [239_000, 239_000]);
    assert.deepEqual(lengths('load'), [180_000, 140_000]);
    assert.deepEqual(lengths('other'), [239_000, 239_000]);
    assert.deepEqual(comparisonOf([before, run(3)]).marks, []);
  });

  it('says in a line what is most worth telling, and nothing where nothing is more than noise', () => {
    const line = (after: SessionStore): string | undefined =>
      verdictLine(compareRuns({ store: noisyRun(1) }, { store: after }));
    assert.match(line(noisyRun(2, { levelMb: 150 })) ?? '', /^Memory p95 \+\d+ %$/);
    assert.equal(line(noisyRun(3)), undefined);
  });
});

describe('the comparison of work', () => {
  const levelOf = (before: SessionStore, after: SessionStore, per?: string): string | undefined =>
    compareRuns({ store: before }, { store: after }).find((one) => one.metric === 'process.cpu.time' && one.per === per)
      ?.level.kind;

  it('finds that a unit of work costs ten percent more, however much work there was', () => {
    const before = workingRun({ cpuPerJob: 0.1 });
    assert.equal(levelOf(before, workingRun({ cpuPerJob: 0.11, jobsPerSecond: 3 }), 'jobs'), 'higher');
    assert.equal(levelOf(before, workingRun({ cpuPerJob: 0.1, jobsPerSecond: 3 }), 'jobs'), 'same');
  });

  it('does not take what a busy machine did for the program, of which a unit of work still costs the same', () => {
    const free = workingRun({ cpuPerJob: 0.1 });
    const heldUp = workingRun({ cpuPerJob: 0.1, waitingCores: 0.6, jobsPerSecond: 2 });
    assert.equal(levelOf(free, heldUp), 'heldUp');
    assert.equal(levelOf(free, heldUp, 'jobs'), 'same');
    assert.equal(levelOf(free, workingRun({ cpuPerJob: 0.1, jobsPerSecond: 2 })), 'lower');
  });

  it('takes the CPU time that the program tells with its counts, and that of the tree where others work for it', () => {
    const cost = (toldShare: number): number => {
      const store = workingRun({ cpuPerJob: 0.1, toldShare });
      const [unit] = commonWork(store, store);
      const values = unit === undefined ? [] : cpuPerUnit(store, unit, -Infinity);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    assert.ok(Math.abs(cost(0.95) - 0.095) < 1e-3, String(cost(0.95)));
    assert.ok(Math.abs(cost(0.5) - 0.1) < 1e-3, String(cost(0.5)));
  });
});

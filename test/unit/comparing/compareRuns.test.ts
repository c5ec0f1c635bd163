import assert from 'node:assert/strict';
import { compareRuns, type MetricComparison } from '../../../src/comparing/compareRuns';
import { SessionStore } from '../../../src/series/sessionStore';
import { noisyRun } from '../../support/noisyRun';

const PAIRS = 20;

function compare(before: SessionStore, after: SessionStore): readonly MetricComparison[] {
  return compareRuns({ store: before }, { store: after });
}

function memoryOf(comparisons: readonly MetricComparison[]): MetricComparison | undefined {
  return comparisons.find(({ metric }) => metric === 'process.memory.usage');
}

describe('the comparison of two runs', () => {
  it('claims no difference between runs of the same program, whose noise depends on its past', () => {
    const claimed = Array.from({ length: PAIRS }, (_, i) => compare(noisyRun(2 * i), noisyRun(2 * i + 1))).filter(
      (comparisons) => comparisons.some(({ level, growth }) => level.kind !== 'same' || growth !== undefined),
    );
    assert.ok(claimed.length <= PAIRS / 20, `${claimed.length} of ${PAIRS} pairs`);
  });

  it('finds ten percent more', () => {
    const found = Array.from({ length: PAIRS }, (_, i) =>
      memoryOf(compare(noisyRun(2 * i), noisyRun(2 * i + 1, { levelMb: 110 }))),
    ).filter((memory) => memory?.level.kind === 'higher');
    assert.ok(found.length >= 0.9 * PAIRS, `${found.length} of ${PAIRS} pairs`);
  });

  it('is not misled by a start-up', () => {
    const starting = (levelMb: number): SessionStore => {
      const store = new SessionStore();
      const series = store.series({ metric: 'process.memory.usage', attributes: '' });
      for (let i = 1; i <= 40; i++) series?.append(i * 1_000, 1e6 * (i < 8 ? 5 * i : levelMb));
      return store;
    };
    assert.equal(memoryOf(compare(starting(50), starting(300)))?.level.kind, 'higher');
    assert.equal(memoryOf(compare(starting(50), starting(50)))?.level.kind, 'same');
  });

  it('says how fast a run grows where the one before did not', () => {
    const memory = memoryOf(compare(noisyRun(1), noisyRun(2, { growthMbPerSecond: 0.1 })));
    assert.equal(memory?.growth?.kind, 'growsFaster');
    assert.equal(memory.growth.beforePerSecond, 0);
    assert.ok(Math.abs(memory.growth.afterPerSecond - 0.1e6) < 0.03e6, String(memory.growth.afterPerSecond));
  });

  it('sees no difference in two runs that grow alike, of which one was watched for longer', () => {
    const grows = { growthMbPerSecond: 0.5 };
    const memory = memoryOf(compare(noisyRun(3, { ...grows, seconds: 120 }), noisyRun(4, { ...grows, seconds: 600 })));
    assert.equal(memory?.level.kind, 'same');
    assert.equal(memory.growth, undefined);
    assert.equal(memory.spanMs, 119_000);
  });

  it('says that there is not enough data rather than that nothing has changed', () => {
    const memory = memoryOf(compare(noisyRun(1, { seconds: 6 }), noisyRun(2, { seconds: 6, levelMb: 200 })));
    assert.equal(memory?.level.kind, 'notEnoughData');
  });

  it('leaves out what the two were not both measured in', () => {
    const alone = new SessionStore();
    for (let i = 1; i < 50; i++) alone.series({ metric: 'process.thread.count', attributes: '' })?.append(i * 1_000, 4);
    assert.deepEqual(compare(alone, noisyRun(1)), []);
  });

  it('takes no time for a pause, and begins where it is told to', () => {
    const paused = new SessionStore();
    const series = paused.series({ metric: 'process.memory.usage', attributes: '' });
    for (let i = 1; i <= 30; i++) series?.append(i * 1_000, 50e6);
    series?.appendGap(30_500);
    for (let i = 1; i <= 30; i++) series?.append(600_000 + i * 1_000, 80e6);
    const [memory] = compareRuns({ store: paused }, { store: paused });
    assert.equal(memory?.spanMs, 58_000);
    const [fromMark] = compareRuns({ store: paused }, { store: paused, fromMs: 600_000 });
    assert.equal(fromMark?.spanMs, 29_000);
    assert.equal(fromMark.level.kind, 'higher');
  });
});

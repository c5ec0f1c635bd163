import assert from 'node:assert/strict';
import type { SessionEviction } from '../../../src/series/eviction';
import type { SessionStore } from '../../../src/series/sessionStore';
import { StoreBudget } from '../../../src/series/storeBudget';
import type { TimeSeries } from '../../../src/series/timeSeries';
import type { ProcessKey } from '../../../src/shared/sample';

const MEMORY = { metric: 'process.memory.usage', attributes: '' } as const;
const HOUR_SAMPLES = 3_600;

function budgetOf(limitBytes: number): { budget: StoreBudget; evictions: SessionEviction[] } {
  const evictions: SessionEviction[] = [];
  return { budget: new StoreBudget({ limitBytes, onEvicted: (eviction) => evictions.push(eviction) }), evictions };
}

function seriesIn(store: SessionStore, process?: ProcessKey): TimeSeries {
  const series = store.series(process === undefined ? MEMORY : { ...MEMORY, process });
  assert.ok(series !== undefined);
  return series;
}

function fill(series: TimeSeries, samples: number): TimeSeries {
  for (let i = 0; i < samples; i++) series.append(1_700_000_000_000 + i * 1000, i);
  return series;
}

describe('StoreBudget', () => {
  it('opens one store for each session', () => {
    const { budget } = budgetOf(1e9);
    assert.equal(budget.openSession('a'), budget.openSession('a'));
    assert.notEqual(budget.openSession('a'), budget.openSession('b'));
  });

  it('gives up the processes that exited first, over all sessions', () => {
    const { budget, evictions } = budgetOf(400_000);
    const [a, b] = [budget.openSession('a'), budget.openSession('b')];
    fill(seriesIn(a, '1@1'), HOUR_SAMPLES);
    fill(seriesIn(b, '2@1'), HOUR_SAMPLES);
    fill(seriesIn(a, '3@1'), HOUR_SAMPLES);
    a.markEnded('3@1', 10);
    b.markEnded('2@1', 5);
    const total = fill(seriesIn(a), HOUR_SAMPLES);
    fill(seriesIn(b), HOUR_SAMPLES);
    assert.deepEqual(
      evictions.map(({ sessionId, eviction }) => [sessionId, eviction.kind === 'process' && eviction.process]),
      [['b', '2@1']],
    );
    assert.ok(budget.bytes <= 400_000 && budget.bytes === a.bytes + b.bytes);
    assert.deepEqual([total.rows, budget.evictedSeries], [HOUR_SAMPLES, 1]);
    assert.ok(a.find({ ...MEMORY, process: '1@1' }) !== undefined, 'a living process stays');
  });

  it('then thins what the tree of an ended session holds, and leaves the tree of a living one alone', () => {
    const { budget, evictions } = budgetOf(250_000);
    const [ended, living] = [budget.openSession('ended'), budget.openSession('living')];
    fill(seriesIn(ended, '1@1'), 10);
    ended.markEnded('1@1', 10);
    seriesIn(living, '2@1').append(1, 1);
    const endedTotal = fill(seriesIn(ended), HOUR_SAMPLES);
    const livingTotal = fill(seriesIn(living), HOUR_SAMPLES);
    fill(seriesIn(budget.openSession('other')), HOUR_SAMPLES);
    assert.ok(budget.bytes <= 250_000);
    assert.deepEqual(
      evictions.map(({ sessionId, eviction }) => [sessionId, eviction.kind]),
      [
        ['ended', 'process'],
        ['ended', 'history'],
      ],
    );
    assert.ok(endedTotal.rows < HOUR_SAMPLES && !endedTotal.isEvicted);
    assert.equal(livingTotal.rows, HOUR_SAMPLES);
  });

  it('last takes the older half from series of living processes, and never a total', () => {
    const { budget, evictions } = budgetOf(300_000);
    const store = budget.openSession('a');
    const total = fill(seriesIn(store), HOUR_SAMPLES);
    const processes = Array.from({ length: 6 }, (_, i) => fill(seriesIn(store, `${i + 1}@1`), HOUR_SAMPLES));
    assert.ok(budget.bytes <= 300_000, `${budget.bytes}`);
    assert.ok(evictions.length > 0 && evictions.every(({ eviction }) => eviction.kind === 'history'));
    assert.equal(total.rows, HOUR_SAMPLES);
    assert.ok(processes.every((series) => !series.isEvicted && series.latest === HOUR_SAMPLES - 1));
  });

  it('spares small series of living processes while large ones suffice', () => {
    const { budget } = budgetOf(180_000);
    const store = budget.openSession('a');
    const small = fill(seriesIn(store, '1@1'), 200);
    const large = (['2@1', '3@1'] as const).map((process) => fill(seriesIn(store, process), HOUR_SAMPLES));
    assert.ok(large.some((series) => series.rows < HOUR_SAMPLES));
    assert.equal(small.rows, 200);
  });

  it('goes on with nothing left to give up', () => {
    const { budget } = budgetOf(1_000);
    const total = fill(seriesIn(budget.openSession('a')), 500);
    assert.equal(total.rows, 500);
  });

  it('stays within its limit over a simulated day of processes that come and go', () => {
    const { budget } = budgetOf(3_000_000);
    const store = budget.openSession('a');
    const total = seriesIn(store);
    let largest = 0;
    for (let second = 0; second < 86_400; second++) {
      const timeMs = 1_700_000_000_000 + second * 1000;
      total.append(timeMs, second);
      const process: ProcessKey = `${Math.floor(second / 60) + 1}@1`;
      seriesIn(store, process).append(timeMs, second);
      if (second % 60 === 59) store.markEnded(process, timeMs);
      largest = Math.max(largest, budget.bytes);
    }
    assert.ok(largest <= 3_000_000, `${largest} bytes`);
    assert.ok(total.rows >= HOUR_SAMPLES);
  });
});

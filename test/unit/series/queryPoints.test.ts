import assert from 'node:assert/strict';
import { query } from '../../../src/series/queryPoints';
import { TimeSeries } from '../../../src/series/timeSeries';
import { randomSeries } from '../../support/randomSeries';
import { seededRandom } from '../../support/seededRandom';

function extremes(values: Iterable<number>): [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

describe('query', () => {
  it('answers an empty series, an empty window and no points with empty columns', () => {
    const series = new TimeSeries('gauge');
    assert.equal(query(series, -Infinity, Infinity, 10).timesMs.length, 0);
    series.append(1_000, 1);
    assert.equal(query(series, 2_000, 3_000, 10).min.length, 0);
    for (const points of [0, -1, NaN]) assert.equal(query(series, 0, 2_000, points).mean.length, 0);
  });

  it('gives each sample its own point when there are no more samples than points', () => {
    const series = new TimeSeries('gauge');
    [5, 1, 3].forEach((value, i) => series.append(1_000 + i, value));
    const { timesMs, min, max, mean } = query(series, 1_000, 1_002, 3);
    assert.deepEqual([...timesMs], [1_000, 1_001, 1_002]);
    for (const column of [min, max, mean]) assert.deepEqual([...column], [5, 1, 3]);
  });

  it('includes both bounds', () => {
    const series = new TimeSeries('gauge');
    for (let i = 0; i < 10; i++) series.append(i, i);
    assert.deepEqual([...query(series, 3, 5, 10).min], [3, 4, 5]);
  });

  it('marks a gap by one row of NaN between points', () => {
    const series = new TimeSeries('gauge');
    series.append(1_000, 1);
    series.appendGap(1_500);
    series.append(2_000, 2);
    series.appendGap(2_500);
    const { timesMs, min, max, mean } = query(series, 0, 3_000, 10);
    assert.deepEqual([...timesMs], [1_000, 1_500, 2_000]);
    for (const column of [min, max, mean]) assert.deepEqual([...column], [1, NaN, 2]);
  });

  it('weights the mean of rates by time', () => {
    const series = new TimeSeries('counter');
    [
      [0, 0],
      [1_000, 10],
      [5_000, 10],
    ].forEach(([timeMs = 0, value = 0]) => series.append(timeMs, value));
    const { min, max, mean } = query(series, 0, 5_000, 1);
    assert.deepEqual([[...min], [...max], [...mean]], [[0], [10], [2]]);
  });

  for (const instrument of ['gauge', 'counter'] as const) {
    it(`never loses the extremes of a window of a ${instrument}, whatever the number of points`, () => {
      const random = seededRandom(7);
      for (let seed = 1; seed <= 30; seed++) {
        const { series, points, startMs, endMs } = randomSeries({ instrument, samples: 2_500, seed });
        const fromMs = startMs + random() * 0.6 * (endMs - startMs);
        const toMs = fromMs + (0.05 + random() * 0.35) * (endMs - startMs);
        const limit = 1 + Math.floor(random() * 400);
        const inWindow = points.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs).map(({ value }) => value);
        const { min, max, mean, timesMs } = query(series, fromMs, toMs, limit);
        const rows = [...min.keys()].filter((i) => !Number.isNaN(min[i]));
        assert.ok(rows.length <= limit && rows.length > 0);
        const [lowest] = extremes(rows.map((i) => min[i] ?? NaN));
        const [, highest] = extremes(rows.map((i) => max[i] ?? NaN));
        assert.deepEqual([lowest, highest], extremes(inWindow), `seed ${seed}`);
        for (const i of rows) {
          assert.ok((mean[i] ?? NaN) >= (min[i] ?? NaN) && (mean[i] ?? NaN) <= (max[i] ?? NaN));
        }
        assert.ok(
          [...timesMs].every((timeMs, i) => i === 0 || timeMs > (timesMs[i - 1] ?? NaN)),
          `seed ${seed}`,
        );
      }
    });
  }

  it('keeps the extremes of a day that is left in buckets for the most part', () => {
    const { series, points } = randomSeries({ instrument: 'gauge', samples: 80_000, seed: 3 });
    const { min, max } = query(series, -Infinity, Infinity, 500);
    const real = (column: Float64Array): number[] => [...column].filter((value) => !Number.isNaN(value));
    const expected = extremes(points.map(({ value }) => value));
    assert.deepEqual([extremes(real(min))[0], extremes(real(max))[1]], expected);
  });

  it('forgets a gap that begins and ends within one point, of buckets as of samples', () => {
    const series = new TimeSeries('gauge', { fullMs: 20_000, coarseMs: 86_400_000 });
    for (let i = 0; i < 1_000; i++) {
      series.append(i * 1000, i);
      if (i === 29 || i === 995) series.appendGap(i * 1000 + 500);
    }
    series.forgetOlderHalf();
    assert.ok(series.rows < 1_000);
    assert.equal([...query(series, -Infinity, Infinity, 1_000).min].filter(Number.isNaN).length, 2);
    assert.deepEqual([...query(series, -Infinity, Infinity, 2).max].filter(Number.isNaN), []);
  });

  it('emits NaN in all value columns or in none, never in a time, never first, last or twice in a row', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const retention = { fullMs: 300_000, coarseMs: 86_400_000 };
      const { series } = randomSeries({ instrument: 'counter', samples: 4_000, seed, retention });
      const { timesMs, min, max, mean } = query(series, -Infinity, Infinity, 50 * seed);
      const isGap = [...min].map((value) => Number.isNaN(value));
      assert.ok(isGap.includes(true));
      assert.deepEqual(
        [...max].map((value) => Number.isNaN(value)),
        isGap,
      );
      assert.deepEqual(
        [...mean].map((value) => Number.isNaN(value)),
        isGap,
      );
      assert.ok(timesMs.every((timeMs) => Number.isFinite(timeMs)));
      assert.equal(isGap[0], false);
      assert.equal(isGap.at(-1), false);
      assert.ok(!isGap.some((gap, i) => gap && isGap[i + 1] === true));
    }
  });
});

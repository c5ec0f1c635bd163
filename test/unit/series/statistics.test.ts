import assert from 'node:assert/strict';
import { statisticsOf, statisticsOfValues } from '../../../src/series/statistics';
import { TimeSeries } from '../../../src/series/timeSeries';
import { randomSeries } from '../../support/randomSeries';
import { seededRandom } from '../../support/seededRandom';

function near(actual: number | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} for ${expected}`,
  );
}

function naiveQuantile(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * probability;
  const low = sorted[Math.floor(position)] ?? NaN;
  const high = sorted[Math.ceil(position)] ?? NaN;
  return low + (high - low) * (position - Math.floor(position));
}

function naive(values: readonly number[]): { mean: number; stdDev: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, stdDev: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

describe('statisticsOfValues', () => {
  it('matches figures worked out by hand', () => {
    const statistics = statisticsOfValues(Float64Array.of(4, 1, 3, 2));
    assert.deepEqual(statistics, {
      count: 4,
      mean: 2.5,
      median: 2.5,
      min: 1,
      max: 4,
      p50: 2.5,
      p95: 3.8499999999999996,
      p99: 3.9699999999999998,
      stdDev: Math.sqrt(1.25),
    });
  });

  it('has nothing to say about no values', () => {
    assert.equal(statisticsOfValues(new Float64Array()), undefined);
    assert.equal(statisticsOfValues(Float64Array.of(NaN, Infinity)), undefined);
  });

  it('takes one value for every figure, with no deviation', () => {
    const { count, stdDev, ...figures } = statisticsOfValues(Float64Array.of(0.1)) ?? { count: 0, stdDev: NaN };
    assert.deepEqual([count, stdDev], [1, 0]);
    assert.deepEqual(new Set(Object.values(figures)), new Set([0.1]));
  });

  it('stays exact far from zero', () => {
    const offset = 1e12;
    const statistics = statisticsOfValues(Float64Array.of(offset + 4, offset + 7, offset + 13, offset + 16));
    near(statistics?.mean, offset + 10, 1e-15);
    near(statistics?.stdDev, Math.sqrt(22.5), 1e-6);
  });
});

describe('statisticsOf', () => {
  it('is undefined without a point', () => {
    const series = new TimeSeries('counter');
    series.append(0, 5);
    assert.equal(statisticsOf(series, -Infinity, Infinity), undefined);
  });

  it('sums what a counter rose by, without resets and gaps', () => {
    const series = new TimeSeries('counter');
    [100, 110, 3, 8].forEach((value, i) => series.append(i * 1000, value));
    series.appendGap(3_500);
    series.append(10_000, 50);
    series.append(11_000, 51);
    const statistics = statisticsOf(series, -Infinity, Infinity);
    assert.deepEqual([statistics?.count, statistics?.sum], [3, 10 + 5 + 1]);
  });

  it('counts each rate once in the mean, however much time it covers', () => {
    const series = new TimeSeries('counter');
    series.append(0, 0);
    series.append(1_000, 10);
    series.append(11_000, 10);
    assert.equal(statisticsOf(series, 0, 11_000)?.mean, 5);
  });

  it('has no sum for a gauge', () => {
    const series = new TimeSeries('gauge');
    series.append(0, 5);
    assert.equal('sum' in (statisticsOf(series, 0, 1) ?? { sum: 0 }), false);
  });

  for (const instrument of ['gauge', 'counter'] as const) {
    it(`equals a naive computation over any window of a ${instrument}`, () => {
      const random = seededRandom(3);
      for (let seed = 1; seed <= 20; seed++) {
        const { series, points, startMs, endMs } = randomSeries({ instrument, samples: 2_000, seed });
        const fromMs = startMs + random() * 0.5 * (endMs - startMs);
        const toMs = fromMs + (0.1 + 0.4 * random()) * (endMs - startMs);
        const inWindow = points.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs);
        const values = inWindow.map(({ value }) => value);
        const statistics = statisticsOf(series, fromMs, toMs);
        assert.equal(statistics?.count, values.length);
        near(statistics.mean, naive(values).mean);
        near(statistics.stdDev, naive(values).stdDev);
        assert.deepEqual([statistics.min, statistics.max], [Math.min(...values), Math.max(...values)]);
        for (const [name, probability] of [
          ['median', 0.5],
          ['p50', 0.5],
          ['p95', 0.95],
          ['p99', 0.99],
        ] as const) {
          near(statistics[name], naiveQuantile(values, probability));
        }
        if (instrument === 'counter')
          near(
            statistics.sum,
            inWindow.reduce((sum, { increase }) => sum + increase, 0),
          );
      }
    });
  }

  it('keeps count, sum and extremes exact when most is left in buckets', () => {
    const { series, points } = randomSeries({ instrument: 'counter', samples: 40_000, seed: 9 });
    const statistics = statisticsOf(series, -Infinity, Infinity);
    const values = points.map(({ value }) => value);
    assert.equal(statistics?.count, values.length);
    near(
      statistics.sum,
      points.reduce((sum, { increase }) => sum + increase, 0),
    );
    const sorted = values.toSorted((a, b) => a - b);
    assert.deepEqual([statistics.min, statistics.max], [sorted[0], sorted.at(-1)]);
  });

  it('takes quantiles from bucket means beyond 10,000 points, weighted by their points', () => {
    const series = new TimeSeries('gauge');
    // 100 points in each span; their mean is 1 in nine spans of ten, 100 in the tenth.
    for (let i = 0; i < 20_000; i++)
      series.append(i * 100, (Math.floor(i / 100) % 10 === 9 ? 100 : 1) + (i % 2 ? 0.5 : -0.5));
    const statistics = statisticsOf(series, -Infinity, Infinity);
    assert.deepEqual([statistics?.count, statistics?.min, statistics?.max], [20_000, 0.5, 100.5]);
    assert.deepEqual([statistics?.median, statistics?.p95], [1, 100]);
    near(statistics?.mean, 10.9);
  });

  it('weights a full bucket more than a sparse one', () => {
    const series = new TimeSeries('gauge', { fullMs: 20_000, coarseMs: 86_400_000 });
    for (let i = 0; i < 100; i++) series.append(i * 100, 1);
    for (let i = 1; i <= 40; i++) series.append(i * 10_000, 9);
    series.forgetOlderHalf();
    assert.ok(series.rows < 140);
    const statistics = statisticsOf(series, -Infinity, Infinity);
    assert.deepEqual([statistics?.count, statistics?.median, statistics?.p95], [140, 1, 9]);
    const { mean, stdDev } = naive([...Array.from({ length: 100 }, () => 1), ...Array.from({ length: 40 }, () => 9)]);
    near(statistics?.mean, mean);
    near(statistics?.stdDev, stdDev);
  });
});

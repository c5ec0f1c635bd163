import assert from 'node:assert/strict';
import { drawn, since, type Line } from '../../../src/series/drawn';
import { TimeSeries } from '../../../src/series/timeSeries';
import { randomSeries } from '../../support/randomSeries';

function text({ times, values }: Line): string {
  return [...times].map((time, i) => `${time}:${values[i] ?? 'none'}`).join(' ');
}

describe('drawn', () => {
  it('draws every point where there is room, and one NaN for each gap', () => {
    const series = new TimeSeries('gauge');
    series.append(1, 5);
    series.append(2, 6);
    series.appendGap(3);
    series.append(4, 7);
    assert.equal(text(drawn(series, 0, 10, 100)), '1:5 2:6 3:NaN 4:7');
  });

  it('tells a gap behind the last point, so that what comes later is not connected', () => {
    const series = new TimeSeries('gauge');
    series.append(1, 5);
    series.appendGap(2);
    assert.equal(text(drawn(series, 0, 10, 100)), '1:5 2:NaN');
  });

  it('draws the smallest and the largest of a span in order of time', () => {
    const series = new TimeSeries('gauge');
    [5, 9, 1, 4, /* next span */ 2, 0, 8, 3].forEach((value, i) => series.append(i, value));
    assert.equal(text(drawn(series, 0, 7, 4)), '1:9 2:1 5:0 6:8');
  });

  it('draws nothing of an empty window', () => {
    assert.equal(text(drawn(new TimeSeries('counter'), -Infinity, Infinity, 10)), '');
  });

  for (const instrument of ['gauge', 'counter'] as const) {
    it(`keeps the extremes of a ${instrument} at their own times within the limit of points`, () => {
      for (let seed = 1; seed <= 20; seed++) {
        const { series, points } = randomSeries({ instrument, samples: 3_000, seed });
        const { times, values } = drawn(series, -Infinity, Infinity, 200);
        const plain = [...values].filter((value) => !Number.isNaN(value));
        assert.ok(plain.length <= 200);
        const sorted = points.toSorted((a, b) => a.value - b.value);
        for (const extreme of [sorted[0], sorted.at(-1)]) {
          assert.ok(
            [...values].some((value, i) => value === extreme?.value && times[i] === extreme.timeMs),
            `seed ${seed}`,
          );
        }
        assert.ok(
          [...times].every((time, i) => i === 0 || time > (times[i - 1] ?? NaN)),
          `seed ${seed}`,
        );
      }
    });
  }

  it('keeps within the limit when buckets and samples are joined', () => {
    const retention = { fullMs: 60_000, coarseMs: 86_400_000 };
    const { series } = randomSeries({ instrument: 'gauge', samples: 9_000, seed: 5, retention });
    for (const points of [10, 900, 1_500, 20_000]) {
      const plain = [...drawn(series, -Infinity, Infinity, points).values].filter((value) => !Number.isNaN(value));
      assert.ok(plain.length <= points && plain.length > 1, `${plain.length} of ${points}`);
    }
  });
});

describe('since', () => {
  it('returns only what is later than the moment', () => {
    const series = new TimeSeries('counter');
    for (let i = 0; i <= 5; i++) series.append(i * 1000, i * i);
    assert.equal(text(since(series, 3_000)), '4000:7 5000:9');
    assert.equal(text(since(series, 5_000)), '');
  });

  it('tells a gap even before the first new point', () => {
    const series = new TimeSeries('gauge');
    series.append(1, 5);
    series.appendGap(2);
    assert.equal(text(since(series, 1)), '2:NaN');
    series.append(3, 6);
    assert.equal(text(since(series, 2)), '3:6');
  });

  it('makes one NaN of a reset and a gap in a row', () => {
    const series = new TimeSeries('counter');
    [1, 2, 0].forEach((value, i) => series.append(i * 1000, value));
    series.appendGap(2_500);
    assert.equal(text(since(series, 0)), '1000:1 2000:NaN');
  });

  for (const instrument of ['gauge', 'counter'] as const) {
    it(`continues the line of a ${instrument} from any moment`, () => {
      const { series, points, breaksMs } = randomSeries({ instrument, samples: 2_000, seed: 11 });
      const whole = since(series, -Infinity);
      const gaps = [...whole.times].filter((_time, i) => Number.isNaN(whole.values[i]));
      assert.equal(whole.values.length - gaps.length, points.length);
      assert.ok(gaps.length > 0 && gaps.every((timeMs) => breaksMs.includes(timeMs)));
      for (let cut = 0; cut < whole.times.length; cut += 37) {
        const later = since(series, whole.times[cut] ?? NaN);
        assert.deepEqual([...later.times], [...whole.times].slice(cut + 1));
        assert.deepEqual([...later.values], [...whole.values].slice(cut + 1));
      }
    });
  }
});

import assert from 'node:assert/strict';
import { trendOf } from '../../../src/series/trend';

const xs = Array.from({ length: 10 }, (_, i) => i);

describe('a trend', () => {
  it('is found through an outlier', () => {
    const values = xs.map((x) => (x === 4 ? 1_000 : 3 * x));
    assert.ok(Math.abs((trendOf(xs, values)?.slope ?? NaN) - 3) < 1e-9);
  });

  it('is certain where every value is higher than the one before', () => {
    const trend = trendOf(xs, xs);
    assert.equal(trend?.tau, 1);
    // S = 45, variance = 10 * 9 * 25 / 18 = 125: (45 - 1) / sqrt(125).
    assert.ok(Math.abs(trend.z - 44 / Math.sqrt(125)) < 1e-12);
  });

  it('takes ties out of the variance', () => {
    // S = 1 + 1 + 0 = 2, variance = (66 - 18) / 18.
    const trend = trendOf([0, 1, 2], [1, 2, 2]);
    assert.ok(Math.abs((trend?.z ?? NaN) - 1 / Math.sqrt(48 / 18)) < 1e-12);
  });

  it('says between which slopes the true one lies', () => {
    const trend = trendOf(
      xs,
      xs.map((x) => 3 * x + (x % 2)),
    );
    assert.ok(trend !== undefined && trend.lowSlope < 3 && trend.highSlope > 3);
    assert.ok(trend.lowSlope > 2 && trend.highSlope < 4);
  });

  it('is none in equal values, and not told of fewer than three', () => {
    assert.deepEqual(trendOf(xs, Array<number>(10).fill(5)), {
      slope: 0,
      tau: 0,
      z: 0,
      lowSlope: 0,
      highSlope: 0,
    });
    assert.equal(trendOf([0, 1], [0, 1]), undefined);
  });
});

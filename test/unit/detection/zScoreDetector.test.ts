import assert from 'node:assert/strict';
import { ZScoreDetector } from '../../../src/detection/zScoreDetector';

function last(...values: readonly number[]): number {
  const detector = new ZScoreDetector();
  return values.reduce((_, value) => detector.handle(value), 0);
}

const quiet = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 9 : 11));

describe('the z-score detector', () => {
  it('learns for 20 values', () => {
    const detector = new ZScoreDetector();
    assert.equal(detector.samplesToLearn, 20);
    for (const value of quiet.slice(0, 19)) assert.equal(detector.handle(value), 0);
    assert.equal(detector.samplesToLearn, 1);
  });

  it('alarms where a value is three standard deviations of its own window away', () => {
    assert.ok(last(...quiet, 100) > 0.9);
    assert.ok(last(...quiet, 11) < 0.5);
    // 19 values of 9 and 11 and one of 14: mean 10.2, standard deviation 1.29, hence 2.95; with 14.5, 3.06.
    assert.ok(last(...quiet.slice(0, 19), 14) < 0.5);
    assert.ok(last(...quiet.slice(0, 19), 14.5) > 0.5);
  });

  it('is not upset by equal values, nor by none', () => {
    assert.equal(last(...Array<number>(40).fill(0.1)), 0);
    assert.equal(last(...quiet, NaN), 0);
  });
});

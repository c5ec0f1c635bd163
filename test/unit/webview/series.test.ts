import assert from 'node:assert/strict';
import { extentOf, lastKnownValue, latestValue, nearestIndex, valueAt } from '../../../webview/series';
import { secondsOf, seriesWith } from './builders';

describe('a series of the panel', () => {
  it('has no latest value while it is empty or in a gap', () => {
    assert.equal(latestValue(seriesWith([])), undefined);
    assert.equal(latestValue(undefined), undefined);
    assert.equal(
      latestValue(
        seriesWith([
          [1, 5],
          [2, NaN],
        ]),
      ),
      undefined,
    );
    assert.equal(
      latestValue(
        seriesWith([
          [1, 5],
          [2, 0],
        ]),
      ),
      0,
    );
  });

  it('knows a last value behind a gap, and up to a moment', () => {
    const series = seriesWith([
      [1, 5],
      [2, 0],
      [3, NaN],
    ]);
    assert.equal(lastKnownValue(series), 0);
    assert.equal(lastKnownValue(series, 1), 5);
    assert.equal(lastKnownValue(series, 0), undefined);
    assert.equal(lastKnownValue(seriesWith([[1, NaN]])), undefined);
    assert.equal(lastKnownValue(undefined), undefined);
  });

  it('gives the value nearest to a moment, within the tolerance only', () => {
    const series = secondsOf(1, 9);
    assert.equal(valueAt(series, 4400, 1000), 4);
    assert.equal(valueAt(series, 4600, 1000), 5);
    assert.equal(valueAt(series, 11_000, 1000), undefined);
    assert.equal(valueAt(seriesWith([]), 1, 1000), undefined);
  });

  it('gives no value inside a gap', () => {
    assert.equal(
      valueAt(
        seriesWith([
          [1000, 1],
          [2000, NaN],
          [3000, 3],
        ]),
        2000,
        5000,
      ),
      undefined,
    );
  });

  it('finds the first of two points that are equally near', () => {
    assert.equal(nearestIndex(Float64Array.of(1, 3), 2), 0);
    assert.equal(nearestIndex(Float64Array.of(), 2), undefined);
  });

  it('knows the extremes of a span, both ends included, gaps left out', () => {
    const series = seriesWith([
      [1, 9],
      [2, 4],
      [3, NaN],
      [4, 7],
      [5, 1],
    ]);
    assert.deepEqual(extentOf(series, 2, 4), { min: 4, max: 7 });
    assert.equal(extentOf(series, 3, 3), undefined);
    assert.equal(extentOf(series, 10, 20), undefined);
  });
});

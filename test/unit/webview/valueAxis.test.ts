import assert from 'node:assert/strict';
import { nextValueAxis, roundMaximum, valueTicks, type ValueAxis } from '../../../webview/valueAxis';

function after(steps: readonly (readonly [highest: number, nowMs: number])[]): ValueAxis | undefined {
  return steps.reduce<ValueAxis | undefined>(
    (axis, [highest, nowMs]) => nextValueAxis(axis, highest, nowMs, 'count'),
    undefined,
  );
}

describe('the maximum of a value axis', () => {
  it('is the next round number above the highest value', () => {
    assert.deepEqual([1, 1.1, 41, 104, 999].map(roundMaximum), [1, 1.2, 50, 120, 1000]);
  });

  it('leaves room above the highest value', () => {
    assert.equal(after([[100, 0]])?.maximum, 120);
  });

  it('grows at once', () => {
    assert.equal(
      after([
        [10, 0],
        [500, 1000],
      ])?.maximum,
      600,
    );
  });

  it('does not shrink for a dip of less than five seconds', () => {
    assert.equal(
      after([
        [500, 0],
        [10, 1000],
        [10, 5000],
        [500, 5500],
        [10, 6000],
        [10, 10_900],
      ])?.maximum,
      600,
    );
  });

  it('shrinks when less has been enough for five seconds', () => {
    assert.equal(
      after([
        [500, 0],
        [10, 1000],
        [10, 6000],
      ])?.maximum,
      12,
    );
  });

  it('stays as it is while there is nothing to see', () => {
    const axis = nextValueAxis(undefined, 500, 0, 'count');
    assert.equal(nextValueAxis(axis, undefined, 60_000, 'count'), axis);
  });

  it('does not blow up the noise of an idle program', () => {
    assert.equal(nextValueAxis(undefined, 0, 0, 'cores').maximum, 0.1);
    assert.equal(nextValueAxis(undefined, undefined, 0, 'bytes').maximum, 1e6);
  });

  it('has its lines at zero, the half and the maximum', () => {
    assert.deepEqual(valueTicks(1.2), [0, 0.6, 1.2]);
  });
});

import assert from 'node:assert/strict';
import { SuspensionWatch } from '../../../src/monitoring/suspensionWatch';
import { T0 } from '../../support/rounds';

/** What is found at ticks `[seconds on the steady clock, seconds on the wall clock]`. */
function found(intervalMs: number, ...ticks: readonly (readonly [number, number])[]): readonly (number | undefined)[] {
  const watch = new SuspensionWatch();
  return ticks.map(([steady, wall]) => watch.tick(T0 + steady * 1000, T0 + wall * 1000, intervalMs));
}

describe('a machine that slept', () => {
  it('is noticed by a gap of more than five intervals and 5 s', () => {
    assert.deepEqual(found(1000, [0, 0], [1, 1], [6, 6], [12, 12]), [undefined, undefined, undefined, 6000]);
    assert.deepEqual(found(10_000, [0, 0], [50, 50], [101, 101]), [undefined, undefined, 51_000]);
    assert.deepEqual(found(100, [0, 0], [4, 4], [10, 10]), [undefined, undefined, 6000]);
  });

  it('is noticed by clocks that go apart, and so is a clock that is set', () => {
    assert.deepEqual(found(1000, [0, 0], [1, 1], [2, 602]), [undefined, undefined, 600_000]);
    assert.deepEqual(found(1000, [0, 0], [1, -3600]), [undefined, 3_601_000]);
    assert.deepEqual(found(1000, [0, 0], [1, 2]), [undefined, undefined]);
  });

  it('is noticed by a sample that comes before the next tick, once', () => {
    const watch = new SuspensionWatch();
    assert.equal(watch.observe(T0, 1000), undefined);
    watch.tick(T0, T0, 1000);
    assert.equal(watch.observe(T0 + 4_000, 1000), undefined);
    assert.equal(watch.observe(T0 + 60_000, 1000), 60_000);
    assert.equal(watch.observe(T0 + 60_100, 1000), undefined);
    assert.equal(watch.tick(T0 + 60_200, T0 + 60_200, 1000), undefined);
  });

  it('is not seen in a time in which nobody ticked', () => {
    const watch = new SuspensionWatch();
    watch.tick(T0, T0, 1000);
    watch.reset();
    assert.equal(watch.tick(T0 + 1e6, T0 + 1e6, 1000), undefined);
  });
});

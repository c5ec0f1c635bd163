import assert from 'node:assert/strict';
import { counterRate } from '../../../src/series/counterRate';

describe('counterRate', () => {
  it('divides the increase by the measured seconds', () => {
    assert.deepEqual(counterRate({ timeMs: 1_000, value: 10 }, { timeMs: 3_500, value: 15 }), {
      kind: 'rate',
      perSecond: 2,
      increase: 5,
      seconds: 2.5,
    });
  });

  it('is 0, not missing, for a counter that stood still', () => {
    const rate = counterRate({ timeMs: 0, value: 7 }, { timeMs: 1_000, value: 7 });
    assert.equal(rate.kind === 'rate' && rate.perSecond, 0);
  });

  it('emits no rate for the first reading', () => {
    assert.deepEqual(counterRate(undefined, { timeMs: 0, value: 7 }), { kind: 'none', reason: 'noPrevious' });
  });

  it('emits no rate after a counter reset', () => {
    const rate = counterRate({ timeMs: 0, value: 7 }, { timeMs: 1_000, value: 6.9 });
    assert.deepEqual(rate, { kind: 'none', reason: 'reset' });
  });

  for (const timeMs of [1_000, 999, NaN]) {
    it(`emits no rate when time went from 1000 to ${timeMs}`, () => {
      const rate = counterRate({ timeMs: 1_000, value: 1 }, { timeMs, value: 2 });
      assert.deepEqual(rate, { kind: 'none', reason: 'notLater' });
    });
  }
});

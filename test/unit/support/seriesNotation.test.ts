import assert from 'node:assert/strict';
import { series, timed } from '../../support/seriesNotation';

describe('series notation', () => {
  it('is that of Prometheus', () => {
    assert.deepEqual(series('10x3 _ 95x1'), [10, 10, 10, 10, undefined, 95, 95]);
    assert.deepEqual(series('0+5x3 20-5x2'), [0, 5, 10, 15, 20, 15, 10]);
    assert.deepEqual(series('_x3 1.5'), [undefined, undefined, undefined, 1.5]);
    assert.deepEqual(series('-1-0.5x1'), [-1, -1.5]);
  });

  it('puts values an interval apart', () => {
    assert.deepEqual(timed('1 2', 500, 1000), [
      { timeMs: 1000, value: 1 },
      { timeMs: 1500, value: 2 },
    ]);
  });

  it('refuses what it does not know', () => {
    assert.throws(() => series('10 x3'), SyntaxError);
  });
});

import assert from 'node:assert/strict';
import { between, panned, zoomed } from '../../../webview/zoom';

const BOUNDS = { fromMs: 0, toMs: 100_000 };

describe('zooming', () => {
  it('keeps the moment around which it zooms where it is', () => {
    const range = zoomed({ fromMs: 20_000, toMs: 60_000 }, 0.5, 30_000, BOUNDS);
    assert.deepEqual(range, { fromMs: 25_000, toMs: 45_000 });
  });

  it('ends at all of the run, and at two seconds', () => {
    assert.deepEqual(zoomed({ fromMs: 20_000, toMs: 60_000 }, 9, 30_000, BOUNDS), BOUNDS);
    const { fromMs, toMs } = zoomed({ fromMs: 20_000, toMs: 60_000 }, 0.001, 30_000, BOUNDS);
    assert.equal(toMs - fromMs, 2_000);
  });

  it('takes a span in either direction, and widens one that is too short', () => {
    assert.deepEqual(between(30_000, 10_000, BOUNDS), { fromMs: 10_000, toMs: 30_000 });
    assert.deepEqual(between(50_000, 50_000, BOUNDS), { fromMs: 49_000, toMs: 51_000 });
    assert.deepEqual(between(0, 0, BOUNDS), { fromMs: 0, toMs: 2_000 });
  });
});

describe('panning', () => {
  it('moves the range and stops at both ends, as long as it was', () => {
    const range = { fromMs: 20_000, toMs: 60_000 };
    assert.deepEqual(panned(range, 5_000, BOUNDS), { fromMs: 25_000, toMs: 65_000 });
    assert.deepEqual(panned(range, 90_000, BOUNDS), { fromMs: 60_000, toMs: 100_000 });
    assert.deepEqual(panned(range, -90_000, BOUNDS), { fromMs: 0, toMs: 40_000 });
  });
});

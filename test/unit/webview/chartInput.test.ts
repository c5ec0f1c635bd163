import assert from 'node:assert/strict';
import { nextMoment } from '../../../webview/chartInput';

const TIMES = Float64Array.from({ length: 30 }, (_, index) => index * 1000);

function press(key: string, cursorMs?: number, shiftKey = false): number | undefined {
  return nextMoment({ key, shiftKey }, TIMES, cursorMs);
}

describe('the keys of a chart', () => {
  it('begin at the newest sample', () => {
    assert.equal(press('ArrowLeft'), 29_000);
  });

  it('go from sample to sample, with Shift ten at once', () => {
    assert.equal(press('ArrowLeft', 20_000), 19_000);
    assert.equal(press('ArrowRight', 20_400), 21_000);
    assert.equal(press('ArrowLeft', 20_000, true), 10_000);
  });

  it('stop at both ends', () => {
    assert.equal(press('ArrowLeft', 0), 0);
    assert.equal(press('ArrowRight', 25_000, true), 29_000);
    assert.equal(press('Home', 20_000), 0);
    assert.equal(press('End', 20_000), 29_000);
  });

  it('leave other keys alone', () => {
    assert.equal(press('Tab', 20_000), undefined);
  });
});

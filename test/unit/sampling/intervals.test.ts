import assert from 'node:assert/strict';
import { clampIntervalMs, intervalInForce } from '../../../src/sampling/intervals';

describe('intervalInForce', () => {
  it('is the one asked for when nothing stands against it', () => {
    assert.deepEqual(intervalInForce(1000, 100, 1), { intervalMs: 1000 });
    assert.deepEqual(intervalInForce(1000, 1000, 1), { intervalMs: 1000 });
  });

  it("is the source's minimum when that is larger, and says so", () => {
    assert.deepEqual(intervalInForce(500, 2000, 1), { intervalMs: 2000, slowedBy: 'sourceMinimum' });
  });

  it('is stretched for the own cost, up to a minute', () => {
    assert.deepEqual(intervalInForce(500, 2000, 2), { intervalMs: 4000, slowedBy: 'ownCost' });
    assert.deepEqual(intervalInForce(40_000, 100, 2), { intervalMs: 60_000, slowedBy: 'ownCost' });
    assert.deepEqual(intervalInForce(60_000, 100, 2), { intervalMs: 60_000 });
  });
});

describe('clampIntervalMs', () => {
  it('keeps what is in range and pulls in what is not', () => {
    assert.deepEqual(
      [250, 1, -5, 1e9, Infinity, 250.4, NaN].map(clampIntervalMs),
      [250, 100, 100, 60_000, 60_000, 250, 1000],
    );
  });
});

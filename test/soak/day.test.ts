import assert from 'node:assert/strict';
import { simulate } from '../support/simulatedDay';

const MB = 1e6;

describe('a simulated day of a tree that loses and gains a process every ten seconds', () => {
  it('stays within its bounds of memory and does not grow from hour to hour', async () => {
    const { rounds, samples, seriesBytes, heapBytes, pendingTimers } = await simulate(24);
    console.log(`${rounds} rounds, ${samples} samples, series ${(seriesBytes / MB).toFixed(1)} MB`);
    console.log(`heap after each hour, MB: ${heapBytes.map((bytes) => (bytes / MB).toFixed(1)).join(' ')}`);
    assert.ok(rounds >= 24 * 3600);
    assert.equal(pendingTimers, 0);
    assert.ok(seriesBytes <= 256 * MB);
    assert.equal(heapBytes.length, 24);
    // The second hour has all that there will ever be in the heap; series live outside of it.
    const early = Math.max(...heapBytes.slice(1, 6));
    const late = Math.max(...heapBytes.slice(-5));
    assert.ok(late < early + 10 * MB, `heap grew from ${early} to ${late}`);
  });

  it('is sampled on after every jump of the clock, sleep and change of the interval', async () => {
    const { rounds, disturbances, silentMinutes, pendingTimers } = await simulate(24, { isDisturbed: true });
    console.log(`${rounds} rounds, ${disturbances} disturbances`);
    assert.equal(disturbances, 24 * 24);
    assert.equal(silentMinutes, 0);
    assert.equal(pendingTimers, 0);
  });
});

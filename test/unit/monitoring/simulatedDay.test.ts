import assert from 'node:assert/strict';
import { simulate } from '../../support/simulatedDay';

// The short form of `npm run soak`.
describe('ten simulated minutes', () => {
  it('lose no round, leave no timer, and keep the total of a churning tree steady', async () => {
    const { rounds, pendingTimers, cpuTotals } = await simulate(1 / 6);
    assert.ok(rounds >= 600);
    assert.equal(pendingTimers, 0);
    // Eleven processes at a tenth of a core; one that is replaced brings what it has counted since its birth.
    for (const cores of cpuTotals) assert.ok(cores > 0.9 && cores < 1.3, `${cores} cores`);
  });
});

describe('twenty simulated minutes in which the clock jumps, the machine sleeps and the interval changes', () => {
  it('are sampled again each time, with steady totals, and leave no timer', async () => {
    const { cpuTotals, disturbances, silentMinutes, pendingTimers } = await simulate(1 / 3, { isDisturbed: true });
    assert.equal(disturbances, 8);
    assert.equal(silentMinutes, 0);
    assert.equal(pendingTimers, 0);
    for (const cores of cpuTotals) assert.ok(cores > 0 && cores < 1.5, `${cores} cores`);
  });
});

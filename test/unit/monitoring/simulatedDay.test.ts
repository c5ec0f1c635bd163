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

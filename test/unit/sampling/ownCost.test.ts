import assert from 'node:assert/strict';
import { OwnCost } from '../../../src/sampling/ownCost';

/** Lets rounds pass at the interval that the cost calls for; the base is 1 s. */
function rounds(cost: OwnCost, count: number, cpuSeconds: number): void {
  for (let round = 0; round < count; round += 1) cost.observe(cpuSeconds, 1000 * cost.factor);
}

/** One whose first minute is over, in which nothing was dear. */
function compiled(): OwnCost {
  const cost = new OwnCost();
  rounds(cost, 60, 0);
  return cost;
}

describe('OwnCost', () => {
  it('knows nothing at first, and ignores the dear first rounds', () => {
    const cost = new OwnCost();
    assert.equal(cost.cores, undefined);
    rounds(cost, 3, 0.5);
    assert.equal(cost.cores, undefined);
    rounds(cost, 5, 0.002);
    assert.equal(cost.cores, 0.002);
    assert.equal(cost.factor, 1);
  });

  it('doubles after three rounds above 1 % of a core, not before', () => {
    const cost = compiled();
    rounds(cost, 2, 0.04);
    assert.equal(cost.factor, 1);
    rounds(cost, 1, 0.04);
    assert.equal(cost.factor, 2);
    rounds(cost, 20, 0.015);
    assert.equal(cost.factor, 2);
  });

  it('puts up with 3 % in the first minute, and not with more', () => {
    const cost = new OwnCost();
    rounds(cost, 57, 0.025);
    assert.equal(cost.factor, 1);
    rounds(cost, 6, 0.025);
    assert.equal(cost.factor, 2, 'the minute is over');
    const dearer = new OwnCost();
    rounds(dearer, 6, 0.035);
    assert.equal(dearer.factor, 2);
  });

  it('goes on doubling while it is still too dear', () => {
    const cost = compiled();
    rounds(cost, 40, 0.1);
    assert.equal(cost.factor, 16);
  });

  it('does not react to a single dear round', () => {
    const cost = new OwnCost();
    rounds(cost, 60, 0.002);
    rounds(cost, 1, 0.03);
    rounds(cost, 20, 0.002);
    assert.equal(cost.factor, 1);
  });

  it('goes back once the shorter interval would be cheap for ten rounds', () => {
    const cost = compiled();
    rounds(cost, 3, 0.05);
    assert.equal(cost.factor, 2);
    rounds(cost, 30, 0.008);
    assert.equal(cost.factor, 2, 'at 1 s it would cost 0.8 %');
    rounds(cost, 9, 0.001);
    assert.equal(cost.factor, 2);
    rounds(cost, 1, 0.001);
    assert.equal(cost.factor, 1);
  });

  it('does not stretch past a minute', () => {
    const cost = new OwnCost();
    for (let round = 0; round < 100; round += 1) cost.observe(5, 20_000 * cost.factor);
    assert.equal(cost.factor, 2);
  });
});

import assert from 'node:assert/strict';
import { rejectedByHolm } from '../../../src/comparing/holm';
import { blockMeans, correlationLength } from '../../../src/comparing/independentValues';
import { rankTest, valuesNeededFor } from '../../../src/comparing/rankTest';
import { gaussianNoise } from '../../support/gaussianNoise';

describe('a rank test', () => {
  it('is exact for few values', () => {
    // All three of one are higher than all three of the other in one of the twenty orders.
    assert.deepEqual(rankTest([1, 2, 3], [4, 5, 6]), { pHigher: 1 / 20, delta: 1 });
    // Wins of 8 and of 9: two of the twenty.
    assert.equal(rankTest([1, 2, 4], [3, 5, 6]).pHigher, 2 / 20);
    assert.equal(rankTest([4, 5, 6], [1, 2, 3]).pHigher, 1);
    // With ties too: of the six choices of two from the ranks 1.5, 1.5, 3.5, 3.5 one adds up to 7.
    assert.equal(rankTest([1, 1], [2, 2]).pHigher, 1 / 6);
  });

  it('agrees with the normal distribution where there are many values', () => {
    const before = Array.from({ length: 40 }, (_, i) => i);
    const after = before.map((value) => value + 10.5);
    // 1165 wins of 1600: (1165 - 800 - 0.5) / sqrt(1600 * 81 / 12) = 3.5075.
    assert.ok(Math.abs(rankTest(before, after).pHigher - 2.263e-4) < 1e-6, String(rankTest(before, after).pHigher));
  });

  it('counts a tie as half, and finds nothing in equal values', () => {
    assert.equal(rankTest([1, 2], [1, 2]).delta, 0);
    assert.equal(rankTest(Array<number>(20).fill(1), Array<number>(20).fill(1)).pHigher, 1);
  });
});

describe('the values that are needed', () => {
  it('are so many that chance can be ruled out', () => {
    // 2 of 20 orders, 2 of 70, 2 of 924, 2 of 12870.
    assert.deepEqual([0.1, 0.05, 0.005, 0.0002].map(valuesNeededFor), [3, 4, 6, 8]);
  });
});

describe('the correction for many tests', () => {
  it('stops at the first that could be by chance', () => {
    const tests = [{ p: 0.04 }, { p: 0.001 }, { p: 0.02 }];
    // 0.001 <= 0.05 / 3, 0.02 <= 0.05 / 2, 0.04 <= 0.05; with 0.03 in the middle the last goes too.
    assert.equal(rejectedByHolm(tests, 0.05).length, 3);
    assert.deepEqual(rejectedByHolm([{ p: 0.04 }, { p: 0.001 }, { p: 0.03 }], 0.05), [{ p: 0.001 }]);
    assert.deepEqual(rejectedByHolm([], 0.05), []);
  });
});

describe('independent values', () => {
  it('are far apart where values depend on their neighbours', () => {
    const noise = gaussianNoise(5);
    let last = 0;
    const dependent = Array.from({ length: 5_000 }, () => (last = 0.8 * last + noise()));
    const independent = Array.from({ length: 5_000 }, noise);
    // (1 + 0.8) / (1 - 0.8) = 9.
    assert.ok(Math.abs(correlationLength(dependent) - 9) <= 3, String(correlationLength(dependent)));
    assert.ok(correlationLength(independent) <= 2);
    assert.equal(correlationLength([5, 5, 5, 5]), 1);
  });

  it('are means of whole blocks', () => {
    assert.deepEqual(blockMeans([1, 3, 5, 7, 9], 2), [2, 6]);
  });
});

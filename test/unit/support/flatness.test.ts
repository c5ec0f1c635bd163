import assert from 'node:assert/strict';
import { flatnessOf } from '../../support/flatness';
import { seededRandom } from '../../support/seededRandom';

const COUNT = 100;

/** A hundred values around 100, each off by up to one. */
function noise(seed: number): readonly number[] {
  const random = seededRandom(seed);
  return Array.from({ length: COUNT }, () => 100 + random() * 2 - 1);
}

describe('the test for a rise', () => {
  it('finds one of three hundredths a value behind noise that is larger', () => {
    const { rises, slope } = flatnessOf(noise(1).map((value, i) => value + 0.03 * i));
    assert.ok(rises);
    assert.ok(slope > 0.02 && slope < 0.04);
  });

  it('finds none in noise but for one time in twenty, in a wave, in a fall, and in what never changes', () => {
    const found = Array.from({ length: 100 }, (_, seed) => flatnessOf(noise(seed)).rises).filter(Boolean).length;
    assert.ok(found <= 5, `${found} of 100`);
    assert.equal(flatnessOf(noise(2).map((value, i) => value + 5 * Math.sin(i / 8))).rises, false);
    assert.equal(flatnessOf(noise(3).map((value, i) => value - 0.03 * i)).rises, false);
    assert.equal(flatnessOf(Array<number>(COUNT).fill(7)).rises, false);
  });

  it('tells nothing of fewer than three values', () => {
    assert.deepEqual(flatnessOf([1, 2]), { slope: 0, z: 0, independent: 2, rises: false });
  });
});

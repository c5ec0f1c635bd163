import assert from 'node:assert/strict';
import { GrowthDetector, type Growth } from '../../../src/detection/growth';
import { T0 } from '../../support/rounds';
import { gaussianNoise } from '../../support/gaussianNoise';

const MB = 1e6;

/** What is found at each second of a curve, with a window of a minute. */
function findings(seconds: number, curve: (second: number) => number): readonly (Growth | undefined)[] {
  const detector = new GrowthDetector(60_000);
  return Array.from({ length: seconds }, (_, second) => detector.add(T0 + second * 1000, curve(second)));
}

function lastOf(seconds: number, curve: (second: number) => number): Growth | undefined {
  return findings(seconds, curve).at(-1);
}

function isEverFound(seconds: number, curve: (second: number) => number): boolean {
  return findings(seconds, curve).some((growth) => growth !== undefined);
}

describe('growth', () => {
  it('is found in a leak, with its rate', () => {
    const noise = gaussianNoise(1);
    const growth = lastOf(60, (second) => (100 + second + 0.5 * noise()) * MB);
    assert.ok(Math.abs((growth?.perSecond ?? 0) - MB) < 0.1 * MB, `${growth?.perSecond}`);
    assert.ok((growth?.spanMs ?? 0) > 40_000);
  });

  it('is found in a floor that rises below a sawtooth', () => {
    const growth = lastOf(90, (second) => (100 + second + 40 * (second % 2)) * MB);
    assert.ok(Math.abs((growth?.perSecond ?? 0) - MB) < 0.4 * MB, `${growth?.perSecond}`);
  });

  it('is found in descriptors that leak one by one', () => {
    assert.ok((lastOf(60, (second) => 20 + Math.floor(second / 2))?.perSecond ?? 0) > 0.4);
  });

  const healthy: readonly (readonly [string, (second: number) => number])[] = [
    ['a constant', () => 50 * MB],
    ['noise', noiseCurve()],
    ['a wave of 20 s', (second) => (100 + 60 * Math.sin((2 * Math.PI * second) / 20)) * MB],
    ['a start-up that levels off', (second) => (40 + 100 * (1 - Math.exp(-second / 6))) * MB],
    ['one step', (second) => (second < 40 ? 50 : 90) * MB],
    ['bursts of half a minute', (second) => (second % 60 < 30 ? 50 : 120) * MB],
    ['what shrinks', (second) => (500 - second) * MB],
    ['a creep that is too small to matter', (second) => (1_000 + 0.01 * second) * MB],
  ];
  for (const [name, curve] of healthy) {
    it(`is not found in ${name}`, () => {
      assert.equal(isEverFound(600, curve), false);
    });
  }

  it('is no longer found once it stops', () => {
    const all = findings(200, (second) => (100 + 2 * Math.min(60, second)) * MB);
    assert.notEqual(all[60], undefined);
    assert.equal(all[110], undefined);
  });

  it('is seen alike when time is left out', () => {
    const [plain, skipped] = [new GrowthDetector(60_000), new GrowthDetector(60_000)];
    for (let second = 0; second < 80; second++) {
      if (second === 37) skipped.skip(1e6);
      const shiftMs = second < 37 ? 0 : 1e6;
      const value = (50 + second) * MB;
      assert.deepEqual(skipped.add(T0 + second * 1000 + shiftMs, value), plain.add(T0 + second * 1000, value));
    }
  });
});

function noiseCurve(): () => number {
  const noise = gaussianNoise(2);
  return () => (100 + 5 * noise()) * MB;
}

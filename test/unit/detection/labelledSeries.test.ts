import assert from 'node:assert/strict';
import createDetector from '../../../src/detection/standalone';
import { ANOMALY_SCORE } from '../../../src/detection/detector';
import { gaussianNoise } from '../../support/gaussianNoise';

const LENGTH = 4_000;
const LABEL = 3_000;

/** So many samples after the label a finding still counts as one of the labelled anomaly. */
const WINDOW = 100;

/** What the series does from the label on, in standard deviations of its noise. */
const ANOMALIES: Readonly<Record<string, (sinceLabel: number) => number>> = {
  'a spike': (i) => (i === 0 ? 12 : 0),
  'a drop': (i) => (i < 5 ? -12 : 0),
  'a level that shifts': () => 8,
  'a level that climbs': (i) => Math.min(12, i / 5),
};

/** What the series does anyway, in standard deviations of its noise. */
const USUAL: Readonly<Record<string, (index: number) => number>> = {
  'a steady level': () => 0,
  'a wave': (i) => 5 * Math.sin(i / 40),
  bursts: (i) => (i % 60 < 15 ? 6 : 0),
};

interface Findings {
  readonly before: number;
  readonly inWindow: number;
}

function findings(seed: number, usual: (index: number) => number, anomaly?: (sinceLabel: number) => number): Findings {
  const noise = gaussianNoise(seed);
  const detector = createDetector({ probationLength: 600 });
  let before = 0;
  let inWindow = 0;
  for (let i = 0; i < LENGTH; i++) {
    const value = 100 + noise() + usual(i) + (anomaly === undefined || i < LABEL ? 0 : anomaly(i - LABEL));
    if (detector.handle(value) < ANOMALY_SCORE) continue;
    if (i < LABEL) before += 1;
    else if (i < LABEL + WINDOW) inWindow += 1;
  }
  return { before, inWindow };
}

describe('the detector on labelled series', () => {
  const seeds = [1, 2, 3, 4, 5];

  for (const [what, anomaly] of Object.entries(ANOMALIES)) {
    for (const [where, usual] of Object.entries(USUAL)) {
      it(`finds ${what} in ${where}`, () => {
        const missed = seeds.filter((seed) => findings(seed, usual, anomaly).inWindow === 0);
        assert.deepEqual(missed, []);
      });
    }
  }

  for (const [where, usual] of Object.entries(USUAL)) {
    it(`finds little in ${where} that is as ever`, () => {
      const found = seeds.map((seed) => findings(seed, usual));
      const alarms = found.reduce((sum, { before, inWindow }) => sum + before + inWindow, 0);
      // On noise alone it alarms 168 times in 100,000 samples.
      assert.ok(alarms <= 8 * seeds.length, `${alarms} alarms`);
    });
  }
});

import assert from 'node:assert/strict';
import { Requests } from '../../../src/agent/requests';
import { TimedShare } from '../../../src/agent/timedShare';
import { bucketOf, type Histogram } from '../../../src/shared/agentFrames';
import { seededRandom } from '../../support/seededRandom';

const FAST_SECONDS = 0.001;
const SLOW_SECONDS = 0.1;
/** So many in a second are timed one and all. */
const ALL = 1_000;

function timesOf(histogram: Histogram, seconds: number): number {
  return new Map(histogram).get(bucketOf(seconds)) ?? 0;
}

describe('the figures of requests', () => {
  it('have each outcome, and durations as often as what they stand for', () => {
    const requests = new Requests();
    for (const [status, seconds, weight] of [
      [200, FAST_SECONDS, 1],
      [302, SLOW_SECONDS, 9],
      [404, undefined, 0],
      [503, FAST_SECONDS, 3],
    ] as const) {
      requests.begin();
      requests.answered(status);
      if (seconds !== undefined) requests.took(seconds, weight);
    }
    requests.begin();
    const figures = requests.take();
    assert.equal(figures?.active, 1);
    assert.deepEqual(figures.outcomes, [
      ['success', 2],
      ['client_error', 1],
      ['server_error', 1],
    ]);
    assert.equal(timesOf(figures.seconds, FAST_SECONDS), 4);
    assert.equal(timesOf(figures.seconds, SLOW_SECONDS), 9);
    assert.deepEqual(requests.take(), { active: 1, outcomes: [], seconds: [] });
  });
});

describe('the share of requests that is timed', () => {
  const weights = (share: TimedShare, amount: number): readonly number[] =>
    Array.from({ length: amount }, () => share.next());
  const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

  it('is all of them for as long as they are few, and again after each take', () => {
    const share = new TimedShare();
    for (const turn of [1, 2]) {
      assert.deepEqual(new Set(weights(share, ALL)), new Set([1]), `turn ${turn}`);
      weights(share, ALL);
      share.take();
    }
  });

  it('is one in eight of many, which stand for all, at distances that vary', () => {
    const share = new TimedShare();
    weights(share, ALL);
    const amount = 80_000;
    const beyond = weights(share, amount);
    const timed = beyond.filter((weight) => weight > 0);
    assert.ok(Math.abs(timed.length / (amount / 8) - 1) < 0.03, String(timed.length));
    assert.ok(sumOf(beyond) > amount - 15 && sumOf(beyond) <= amount, String(sumOf(beyond)));
    const distances = [...new Set(timed)].sort((a, b) => a - b);
    assert.deepEqual(distances, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  for (const period of [2, 7, 8, 16, 100]) {
    it(`shows how many are slow where each ${period}th is`, () => {
      const share = new TimedShare();
      const requests = new Requests();
      const amount = 100_000;
      for (let i = 0; i < amount; i++) {
        requests.begin();
        const weight = share.next();
        requests.answered(200);
        if (weight > 0) requests.took(i % period === 0 ? SLOW_SECONDS : FAST_SECONDS, weight);
      }
      const told = requests.take()?.seconds ?? [];
      assert.ok(Math.abs(timesOf(told, SLOW_SECONDS) / amount - 1 / period) < 0.01, JSON.stringify(told));
    });
  }

  for (const perSecond of [1_500, 2_000, 5_000, 50_000]) {
    it(`shows how many are slow where they end after many that began later, at ${perSecond} a second`, () => {
      const share = new TimedShare();
      const requests = new Requests();
      const random = seededRandom(perSecond);
      const part = 0.04;
      const [ending, told] = [new Map<number, [number, number][]>(), new Map<number, number>()];
      const slots = 80_000;
      // In slots of a millisecond: who ends, who begins, and each second what is told.
      for (let slot = 0; slot < slots; slot++) {
        for (const [seconds, weight] of ending.get(slot) ?? []) requests.took(seconds, weight);
        ending.delete(slot);
        for (let i = Math.floor((slot * perSecond) / 1e3); i < Math.floor(((slot + 1) * perSecond) / 1e3); i++) {
          const weight = share.next();
          const seconds = random() < part ? SLOW_SECONDS : FAST_SECONDS;
          const end = slot + Math.round(seconds * 1e3);
          requests.begin();
          if (weight > 0) ending.set(end, [...(ending.get(end) ?? []), [seconds, weight]]);
        }
        if (slot % 1_000 !== 999) continue;
        share.take();
        for (const [bucket, times] of requests.take()?.seconds ?? []) told.set(bucket, (told.get(bucket) ?? 0) + times);
      }
      const [slow, fast] = [timesOf([...told], SLOW_SECONDS), timesOf([...told], FAST_SECONDS)];
      assert.ok(Math.abs(slow / (slow + fast) / part - 1) < 0.1, `${slow} of ${slow + fast}`);
    });
  }
});

import assert from 'node:assert/strict';
import { Requests } from '../../../src/agent/requests';
import { TimedShare } from '../../../src/agent/timedShare';
import { bucketOf } from '../../../src/shared/agentFrames';

const FAST_SECONDS = 0.001;
const SLOW_SECONDS = 0.5;
/** So many are timed one and all. */
const ALL = 1_000;

describe('the durations of requests', () => {
  it('are those of all where all are timed', () => {
    const requests = new Requests();
    for (const seconds of [FAST_SECONDS, SLOW_SECONDS, FAST_SECONDS]) {
      requests.begin();
      requests.answered(200);
      requests.took(seconds);
    }
    const expected = [
      [bucketOf(FAST_SECONDS), 2],
      [bucketOf(SLOW_SECONDS), 1],
    ];
    assert.deepEqual(requests.take()?.seconds, expected);
  });

  it('stand for those before them that were not timed, and the last one for those behind it', () => {
    const requests = new Requests();
    const answers = [undefined, undefined, FAST_SECONDS, SLOW_SECONDS, undefined];
    for (const seconds of answers) {
      requests.begin();
      requests.answered(200);
      if (seconds !== undefined) requests.took(seconds);
    }
    const figures = requests.take();
    assert.deepEqual(figures?.seconds, [
      [bucketOf(FAST_SECONDS), 3],
      [bucketOf(SLOW_SECONDS), 2],
    ]);
    assert.deepEqual(figures.outcomes, [['success', answers.length]]);
  });

  it('are not told of a time in which none was timed, nor are those taken for that of a later request', () => {
    const requests = new Requests();
    requests.begin();
    requests.answered(404);
    assert.deepEqual(requests.take(), { active: 0, outcomes: [['client_error', 1]], seconds: [] });
    requests.begin();
    requests.answered(503);
    requests.took(SLOW_SECONDS);
    assert.deepEqual(requests.take()?.seconds, [[bucketOf(SLOW_SECONDS), 1]]);
  });
});

describe('the share of requests that is timed', () => {
  const chosen = (share: TimedShare, amount: number): readonly number[] =>
    Array.from({ length: amount }, (_, i) => i).filter(() => share.next());

  it('is all of them for as long as they are few, and again after each take', () => {
    const share = new TimedShare();
    for (const turn of [1, 2]) {
      assert.equal(chosen(share, ALL).length, ALL, `turn ${turn}`);
      assert.ok(chosen(share, ALL).length < ALL / 4, `turn ${turn}`);
      share.take();
    }
  });

  it('is one in eight of many, at distances that vary', () => {
    const share = new TimedShare();
    chosen(share, ALL);
    const amount = 80_000;
    const places = chosen(share, amount);
    assert.ok(Math.abs(places.length / (amount / 8) - 1) < 0.03, String(places.length));
    const distances = new Set(places.slice(1).map((place, i) => place - (places[i] ?? NaN)));
    assert.deepEqual(
      [...distances].sort((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    );
  });

  for (const period of [2, 7, 8, 16, 100]) {
    it(`shows how many are slow where each ${period}th is`, () => {
      const share = new TimedShare();
      const requests = new Requests();
      const amount = 100_000;
      for (let i = 0; i < amount; i++) {
        requests.begin();
        const isTimed = share.next();
        requests.answered(200);
        if (isTimed) requests.took(i % period === 0 ? SLOW_SECONDS : FAST_SECONDS);
      }
      const told = new Map(requests.take()?.seconds);
      const [slow, fast] = [told.get(bucketOf(SLOW_SECONDS)) ?? 0, told.get(bucketOf(FAST_SECONDS)) ?? 0];
      assert.equal(slow + fast, amount);
      assert.ok(Math.abs(slow / amount - 1 / period) < 0.01, `${slow} of ${amount}`);
    });
  }
});

import assert from 'node:assert/strict';
import { rangeOf } from '../../../webview/timeRange';
import { sessionWith } from './builders';

const START_MS = 1_700_000_000_000;
const MINUTE_MS = 60_000;

describe('rangeOf', () => {
  const session = sessionWith({ startedAtMs: START_MS });

  it('is as long as the window and ends now', () => {
    const nowMs = START_MS + 60 * MINUTE_MS;
    assert.deepEqual(rangeOf({ window: 300_000 }, session, nowMs), { fromMs: nowMs - 5 * MINUTE_MS, toMs: nowMs });
  });

  it('begins with a run that is younger than the window', () => {
    const nowMs = START_MS + 2 * MINUTE_MS;
    assert.deepEqual(rangeOf({ window: 300_000 }, session, nowMs), { fromMs: START_MS, toMs: nowMs });
  });

  it('begins with the run when all of it is asked for', () => {
    const nowMs = START_MS + 90 * MINUTE_MS;
    assert.deepEqual(rangeOf({ window: 'all' }, session, nowMs), { fromMs: START_MS, toMs: nowMs });
  });

  it('does not stretch the first seconds over the whole width', () => {
    const nowMs = START_MS + 1000;
    assert.deepEqual(rangeOf({ window: 'all' }, session, nowMs), { fromMs: nowMs - 30_000, toMs: nowMs });
  });

  it('ends where the run ended', () => {
    const endedAtMs = START_MS + 10 * MINUTE_MS;
    const ended = sessionWith({ startedAtMs: START_MS, endedAtMs });
    const range = rangeOf({ window: 60_000 }, ended, START_MS + 600 * MINUTE_MS);
    assert.deepEqual(range, { fromMs: endedAtMs - MINUTE_MS, toMs: endedAtMs });
  });

  it('is the one that was chosen', () => {
    const range = { fromMs: START_MS, toMs: START_MS + 1 };
    assert.equal(rangeOf({ window: 'all', range }, session, START_MS), range);
  });
});

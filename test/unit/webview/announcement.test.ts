import assert from 'node:assert/strict';
import { announcementOf } from '../../../webview/announcement';
import { reduce } from '../../../webview/state';
import { appendWith, MONITOR, secondsOf, sessionWith, snapshotWith, stateAfter } from './builders';

const running = stateAfter(snapshotWith());

describe('what a screen reader hears', () => {
  it('is nothing while only values change', () => {
    const later = reduce(
      running,
      appendWith({ nowMs: 61_000, series: [secondsOf(61, 61)], sessions: [sessionWith()] }),
    );
    assert.equal(announcementOf(running, later), undefined);
  });

  it('is the new state of the session, with its exit code', () => {
    const ended = sessionWith({ state: 'ended', exitCode: 3 });
    const later = reduce(running, appendWith({ nowMs: 61_000, sessions: [ended] }));
    assert.equal(announcementOf(running, later), 'API server: ended, exit code 3.');
    assert.equal(announcementOf(later, later), undefined);
  });

  it('is that sampling stalls and that it goes on', () => {
    const stalled = reduce(running, appendWith({ nowMs: 61_000, monitor: { ...MONITOR, stalled: true } }));
    assert.equal(announcementOf(running, stalled), 'Sampling has stalled.');
    assert.equal(announcementOf(stalled, running), 'Sampling goes on.');
  });

  it('is that nothing is left to show', () => {
    const empty = stateAfter({ ...snapshotWith({ sessions: [] }) });
    assert.equal(announcementOf(running, empty), 'Nothing is being monitored.');
    assert.equal(announcementOf(empty, empty), undefined);
  });
});

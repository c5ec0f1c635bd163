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

  it('is that an alert fires, once', () => {
    const alert = { id: 'a', name: 'Memory', severity: 'warning', notify: 'toast', startedAtMs: 1 } as const;
    const withAlert = (state: 'pending' | 'firing', message: string): typeof running =>
      reduce(
        running,
        appendWith({ nowMs: 61_000, sessions: [sessionWith({ alerts: [{ ...alert, state, message }] })] }),
      );
    const pending = withAlert('pending', 'memory 1 GB');
    const firing = withAlert('firing', 'memory 1.2 GB');
    assert.equal(announcementOf(running, pending), undefined);
    assert.equal(announcementOf(pending, firing), 'Alert: memory 1.2 GB.');
    assert.equal(announcementOf(firing, withAlert('firing', 'memory 1.3 GB')), undefined);
  });

  it('is that nothing is left to show', () => {
    const empty = stateAfter({ ...snapshotWith({ sessions: [] }) });
    assert.equal(announcementOf(running, empty), 'Nothing is being monitored.');
    assert.equal(announcementOf(empty, empty), undefined);
  });
});

import assert from 'node:assert/strict';
import type { Session } from '../../../src/shared/state';
import { decodeSaved } from '../../../webview/savedState';
import { initialState, reduce } from '../../../webview/state';
import { noticeOf, type Notice } from '../../../webview/noticeText';
import { MONITOR, secondsOf, sessionWith, snapshotWith, stateAfter } from './builders';

const clock = (timeMs: number): string => `${timeMs / 1000}s`;

function noticeFor(session: Partial<Session>, part: Parameters<typeof snapshotWith>[0] = {}): Notice | undefined {
  const snapshot = snapshotWith({ sessions: [sessionWith(session)], series: [secondsOf(1, 60)], ...part });
  return noticeOf(stateAfter(snapshot), clock);
}

describe('the notice', () => {
  it('says that it is loading before anything is known', () => {
    assert.match(noticeOf(initialState(decodeSaved(undefined)), clock)?.text ?? '', /^Loading\. If this stays/);
  });

  it('is not there while all is well', () => {
    assert.equal(noticeFor({ state: 'running' }), undefined);
  });

  it('says how to begin when nothing is monitored', () => {
    const notice = noticeFor({}, { sessions: [], series: [] });
    assert.equal(notice?.text, 'Nothing is being monitored. Press F5, or pick a process.');
    assert.equal(notice.action, 'pickProcess');
    const pastRun = { sessionId: 'past:1', name: 'a', configuration: 'a', startedAtMs: 0, endedAtMs: 1 };
    const pastRuns = [{ ...pastRun, outcome: 'ended' as const }];
    assert.match(noticeFor({}, { sessions: [], series: [], pastRuns })?.text ?? '', /choose a past run above\.$/);
  });

  it('says that another run is being loaded until its values are there', () => {
    const shown = stateAfter(snapshotWith({ series: [secondsOf(1, 60)] }));
    const asking = reduce(shown, { type: 'select', view: { sessionId: 'past:1', window: 'all' } });
    assert.match(noticeOf(asking, clock)?.text ?? '', /^Loading the run\./);
    const other = reduce(shown, { type: 'select', view: { sessionId: 'a', window: 60_000 } });
    assert.equal(noticeOf(other, clock), undefined);
  });

  it('says that the process is still awaited, or the first values', () => {
    assert.match(
      noticeFor({ state: 'starting' }, { series: [] })?.text ?? '',
      /^Waiting for the process .* pick it yourself\.$/,
    );
    assert.match(noticeFor({ state: 'running' }, { series: [] })?.text ?? '', /^No data yet/);
  });

  it('says how long the debugger has held the program', () => {
    const notice = noticeFor({ state: 'paused', pauses: [{ fromMs: 1000, toMs: 2000 }, { fromMs: 28_000 }] });
    assert.equal(
      notice?.text,
      'Paused by the debugger for 32 s. Statistics leave this time out. Continue to see new values.',
    );
  });

  it('says when and how the program ended', () => {
    const end = noticeFor({ state: 'ended', endedAtMs: 50_000, exitCode: 0, reason: 'Exited with code 0.' });
    const again = 'Press F5 to run it again, or choose another run above.';
    assert.equal(end?.text, `Ended at 50s. Exited with code 0. ${again}`);
    const crash = noticeFor({ state: 'crashed', endedAtMs: 50_000, reason: 'Ended by signal SIGABRT.' });
    assert.equal(
      crash?.text,
      'Crashed at 50s. Ended by signal SIGABRT. The events below say what came before. Press F5 to run it again.',
    );
    assert.equal(crash.tone, 'error');
  });

  it('makes up neither a time nor a reason', () => {
    assert.equal(noticeFor({ state: 'ended', isPast: true })?.text, 'Ended.');
  });

  it('gives the reason why a process is not seen, and lets one be picked', () => {
    const notice = noticeFor({ state: 'lost', reason: 'It runs on another machine.' });
    assert.equal(notice?.text, 'It runs on another machine. If it does run here, pick it yourself.');
    assert.equal(notice.action, 'pickProcess');
  });

  it('says since when sampling has stalled, and shows the log', () => {
    const notice = noticeFor({}, { monitor: { ...MONITOR, stalled: true, lastRoundMs: 48_000 } });
    assert.equal(notice?.text, 'Sampling has stalled: no values since 48s. The log says why.');
    assert.equal(notice.action, 'showLog');
  });
});

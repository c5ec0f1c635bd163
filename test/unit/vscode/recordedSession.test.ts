import assert from 'node:assert/strict';
import { SessionStore } from '../../../src/series/sessionStore';
import type { Session } from '../../../src/shared/state';
import { RecordedSession } from '../../../src/vscode/history/recordedSession';
import { processWith, sessionWith } from '../webview/builders';

describe('a session that is recorded', () => {
  const root = processWith({ pid: 7 });
  const child = processWith({ pid: 8, parentPid: 7, depth: 1 });

  /** Whether it is to be written at once after each of these states, which follow each other. */
  function urgent(...states: readonly Session[]): readonly boolean[] {
    const recorded = new RecordedSession(sessionWith({ state: 'starting' }), new SessionStore());
    return states.map((state) => recorded.update(state));
  }

  it('is written at once when its program is known: by that it is found again', () => {
    const states = [[root], [root, child], [{ ...root, alive: false }, child]];
    assert.deepEqual(urgent(...states.map((processes) => sessionWith({ processes }))), [true, false, true]);
  });

  it('is written at once when it is paused and when it ends, and not while nothing of that changes', () => {
    const paused = sessionWith({ state: 'paused' });
    const ended = sessionWith({ state: 'ended', endedAtMs: 1 });
    assert.deepEqual(urgent(paused, paused, ended, ended), [true, false, true, false]);
  });
});

import assert from 'node:assert/strict';
import type { SessionChanges } from '../../../src/history/runRecords';
import { SessionDiff } from '../../../src/history/sessionDiff';
import { sessionOf } from '../../../src/history/sessionFold';
import type { Alert, Session } from '../../../src/shared/state';
import { HEADER, SESSION } from '../../support/recordedRun';
import { T0 } from '../../support/rounds';

const ALERT: Alert = {
  id: 'a1',
  name: 'Memory',
  severity: 'warning',
  state: 'firing',
  notify: 'toast',
  value: 5,
  startedAtMs: T0,
  message: 'memory is 5',
};

/** The session after all changes are read back. */
function told(...sessions: readonly Session[]): {
  readonly session: Session;
  readonly changes: readonly SessionChanges[];
} {
  const diff = new SessionDiff();
  const changes = sessions.flatMap((session) => diff.next(session) ?? []);
  return { session: sessionOf(HEADER, changes), changes };
}

describe('the changes of a session', () => {
  it('give the session back', () => {
    const paused: Session = { ...SESSION, state: 'paused', pauses: [{ fromMs: T0 + 5 }], alerts: [ALERT] };
    const [process] = SESSION.processes;
    assert.ok(process);
    const ended: Session = {
      ...paused,
      state: 'ended',
      endedAtMs: T0 + 9,
      exitCode: 0,
      reason: 'Stopped.',
      health: 'ended',
      pauses: [{ fromMs: T0 + 5, toMs: T0 + 7 }],
      alerts: [{ ...ALERT, state: 'resolved', endedAtMs: T0 + 9 }],
      processes: [{ ...process, alive: false, endedAtMs: T0 + 9 }],
      events: [...SESSION.events, { kind: 'ended', timeMs: T0 + 9, text: 'Stopped.' }],
    };
    assert.deepEqual(told(SESSION, paused, ended).session, ended);
  });

  it('are none where nothing has changed', () => {
    const diff = new SessionDiff();
    diff.next(SESSION);
    assert.equal(diff.next({ ...SESSION, processes: [...SESSION.processes] }), undefined);
  });

  it('do not repeat an alert for each of its values, but hold the last one at the end', () => {
    const rising = (value: number): Session => ({
      ...SESSION,
      alerts: [{ ...ALERT, value, message: `memory is ${value}` }],
    });
    const { session, changes } = told(rising(5), rising(6), rising(7), { ...rising(8), state: 'ended', endedAtMs: T0 });
    assert.equal(changes.length, 2);
    assert.equal(session.alerts[0]?.value, 8);
  });

  it('miss no event when old ones fall out of the list', () => {
    const events = Array.from({ length: 30 }, (_, i) => ({ kind: 'anomaly' as const, timeMs: T0 + i, text: `${i}` }));
    const { session } = told(
      { ...SESSION, events: events.slice(0, 10) },
      { ...SESSION, events: events.slice(5, 20) },
      { ...SESSION, events: events.slice(20, 30) },
    );
    assert.deepEqual(session.events, events);
  });
});

import { processKey } from '../../shared/sample';
import type { Debuggees } from '../debuggees';
import type { SessionAlerts } from '../sessionAlerts';
import type { SessionFacts } from '../sessionInput';
import type { Note, SessionProcesses } from '../sessionProcesses';
import { checkEventOf } from './checkEvent';
import { SessionHealth } from './sessionHealth';

/** The parts of a session that its health has to do with. `processes` comes later than this. */
export interface SessionParts {
  readonly facts: SessionFacts;
  readonly debuggees: Debuggees;
  readonly alerts: SessionAlerts;
  readonly processes: () => SessionProcesses;
  readonly note: Note;
}

/** The health of a session: its changes are told by its alerts and stand among its events. */
export function healthOfSession({ facts, debuggees, alerts, processes, note }: SessionParts): SessionHealth {
  return new SessionHealth({
    isPaused: (process) => (process === undefined ? debuggees.isAnyPaused() : debuggees.holds(process)),
    leader: () => processes().living().map(processKey)[0],
    nameOf: (process) => (process === undefined ? facts.name : alerts.nameOf(process)),
    onChange: (status, before, timeMs) => {
      alerts.checked(status, timeMs);
      const event = checkEventOf(status, before);
      if (event !== undefined) note(event.kind, timeMs, event.text);
    },
  });
}

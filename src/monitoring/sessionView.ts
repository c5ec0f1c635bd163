import type { Session } from '../shared/state';
import type { Debuggees } from './debuggees';
import type { EventLog } from './eventLog';
import type { SessionHealth } from './health/sessionHealth';
import type { RunStanding } from './runStanding';
import type { SessionAlerts } from './sessionAlerts';
import type { SessionBudgets } from './sessionBudgets';
import type { SessionFacts } from './sessionInput';
import type { SessionProcesses } from './sessionProcesses';

/** Those who know something of a run. */
export interface SessionParts {
  readonly facts: SessionFacts;
  readonly standing: RunStanding;
  readonly debuggees: Debuggees;
  readonly processes: SessionProcesses;
  readonly log: EventLog;
  readonly alerts: SessionAlerts;
  readonly health: SessionHealth;
  readonly budgets: SessionBudgets;
}

/** What a run is now, as everyone shows it; `intervalMs` is the sampling interval in force. */
export function sessionView(parts: SessionParts, intervalMs: number): Session {
  const { standing, debuggees, processes, log, alerts, budgets } = parts;
  const { id, name, type, startedAtMs } = parts.facts;
  const { end, exitCode, reason } = standing;
  const state = standing.state(debuggees.areAllPaused());
  const health = parts.health.view();
  const learningMs = end === undefined ? alerts.learningMs(intervalMs) : undefined;
  return {
    id,
    name,
    type,
    startedAtMs,
    state,
    ...(end === undefined ? {} : { endedAtMs: end.timeMs }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(reason === undefined ? {} : { reason }),
    processes: processes.views(),
    pauses: debuggees.pauses,
    events: log.all(),
    alerts: alerts.alerts,
    health: alerts.health(state, health.check?.state),
    ...health,
    ...budgets.view(),
    ...(learningMs === undefined ? {} : { learningMs }),
  };
}

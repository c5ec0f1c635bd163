import { currentValues, type CurrentValue } from '../../exporting/text/currentValues';
import type { CurrentSession } from '../../exporting/text/liveFamilies';
import type { MonitorHub } from '../../monitoring/monitorHub';
import { processKey, SELF_SESSION } from '../../shared/sample';

/** A value that is older than this, or than three intervals of sampling, is not what is true now. */
const CURRENT_FOR_MS = 10_000;

/** The sessions that run, oldest first, with their newest values, and those of the monitor itself. */
export function currentSessions(hub: MonitorHub, nowMs: number, intervalMs: number): CurrentSessions {
  const sinceMs = nowMs - Math.max(CURRENT_FOR_MS, 3 * intervalMs);
  const running = hub.sessions().filter(({ endedAtMs }) => endedAtMs === undefined);
  const monitor = hub.storeOf(SELF_SESSION);
  return {
    sessions: running.map((session) => {
      const store = hub.storeOf(session.id);
      const living = new Set(session.processes.filter(({ alive }) => alive).map(processKey));
      return { session, values: store === undefined ? [] : currentValues(store, living, sinceMs) };
    }),
    monitor: monitor === undefined ? [] : currentValues(monitor, new Set(), sinceMs),
  };
}

export interface CurrentSessions {
  readonly sessions: readonly CurrentSession[];
  readonly monitor: readonly CurrentValue[];
}

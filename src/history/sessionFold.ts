import { processKey } from '../shared/sample';
import type { Session } from '../shared/state';
import type { RunHeader, SessionChanges } from './runRecords';

/**
 * The session that a run file tells of, from its header and all changes in their order. A run whose writer did not live
 * to tell its end has no `endedAtMs`.
 */
export function sessionOf(header: RunHeader, changes: readonly SessionChanges[]): Session {
  const { sessionId: id, name, type, startedAtMs } = header;
  const status = changes.findLast((one) => one.status !== undefined)?.status;
  return {
    id,
    name,
    type,
    startedAtMs,
    state: 'running',
    health: 'unknown',
    ...status,
    events: changes.flatMap(({ events = [] }) => events),
    processes: latest(
      changes.flatMap(({ processes = [] }) => processes),
      processKey,
    ),
    pauses: latest(
      changes.flatMap(({ pauses = [] }) => pauses),
      ({ fromMs }) => String(fromMs),
    ),
    alerts: latest(
      changes.flatMap(({ alerts = [] }) => alerts),
      ({ id: alertId }) => alertId,
    ),
  };
}

/** The last state of each item, in the order in which they first came. */
function latest<T>(items: readonly T[], idOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [idOf(item), item])).values()];
}

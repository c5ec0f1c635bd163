import type { TableEntry } from './tableEntry';

/**
 * The process groups and sessions that members of a tree lead, and those of `before` whose leader has exited but which
 * are not empty: as long as somebody is in a group, the system gives its id to no other process. One whose id belongs to
 * another process by now is dropped. Source: credentials(7).
 */
export function groupsLedBy(
  members: ReadonlyMap<number, TableEntry>,
  table: readonly TableEntry[],
  before: LedGroups,
): LedGroups {
  const led = { groups: new Map<number, number>(), sessions: new Map<number, number>() };
  const strangers = new Set<number>();
  for (const { pid } of table) if (!members.has(pid)) strangers.add(pid);
  for (const { processGroup, session } of table) {
    keep(led.groups, processGroup, before.groups, strangers);
    keep(led.sessions, session, before.sessions, strangers);
  }
  for (const { pid, startTimeMs, processGroup, session } of members.values()) {
    if (processGroup === pid) led.groups.set(pid, startTimeMs);
    if (session === pid) led.sessions.set(pid, startTimeMs);
  }
  return led;
}

/** Whether a process is in one of these groups or sessions. */
export function isLed({ processGroup, session, startTimeMs }: TableEntry, led: LedGroups): boolean {
  const isSince = (leaderStartMs: number | undefined): boolean =>
    leaderStartMs !== undefined && startTimeMs >= leaderStartMs;
  return (
    (processGroup !== undefined && isSince(led.groups.get(processGroup))) ||
    (session !== undefined && isSince(led.sessions.get(session)))
  );
}

/** Ids of process groups and sessions, each with the start of the process that leads or led it, epoch milliseconds. */
export interface LedGroups {
  readonly groups: ReadonlyMap<number, number>;
  readonly sessions: ReadonlyMap<number, number>;
}

export const NO_GROUPS: LedGroups = { groups: new Map(), sessions: new Map() };

function keep(
  led: Map<number, number>,
  id: number | undefined,
  before: ReadonlyMap<number, number>,
  strangers: ReadonlySet<number>,
): void {
  if (id === undefined || strangers.has(id)) return;
  const leaderStartMs = before.get(id);
  if (leaderStartMs !== undefined) led.set(id, leaderStartMs);
}

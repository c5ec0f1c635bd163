import type { Session } from '../shared/state';

/** So long an ended run stays in the status bar, so that its outcome can be read. */
export const ENDED_SHOWN_MS = 30_000;

/**
 * The run that the status bar speaks of: the one whose debug session is active, else the newest that runs, else one
 * that has ended a moment ago. Undefined when nothing is monitored.
 */
export function activeRun(
  sessions: readonly Session[],
  focusedId: string | undefined,
  nowMs: number,
): Session | undefined {
  const running = sessions.filter((session) => session.endedAtMs === undefined);
  const focused = running.find((session) => session.id === focusedId);
  if (focused !== undefined) return focused;
  const newest = running.at(-1);
  if (newest !== undefined) return newest;
  const latest = [...sessions].sort((a, b) => (a.endedAtMs ?? 0) - (b.endedAtMs ?? 0)).at(-1);
  return latest?.endedAtMs !== undefined && nowMs - latest.endedAtMs < ENDED_SHOWN_MS ? latest : undefined;
}

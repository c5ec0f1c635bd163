import type { WindowMs } from '../src/shared/view';
import type { Session } from '../src/shared/state';

/** A span of time, epoch milliseconds; `toMs` is always greater than `fromMs`. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The shortest range that is shown: a run that has just begun is not stretched over the whole width. */
const SHORTEST_MS = 30_000;

/**
 * The range that all charts share. It ends now, or where the run ended, so that an ended run does not wander out of
 * sight. It is as long as the window, but begins no earlier than the run: one that is younger fills the width.
 */
export function rangeOf(window: WindowMs, session: Session | undefined, nowMs: number): TimeRange {
  const toMs = session?.endedAtMs ?? nowMs;
  const ageMs = toMs - (session?.startedAtMs ?? toMs);
  const lengthMs = window === 'all' ? ageMs : Math.min(window, ageMs);
  return { fromMs: toMs - Math.max(SHORTEST_MS, lengthMs), toMs };
}

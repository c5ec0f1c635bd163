import type { Session } from '../src/shared/state';
import type { TimeRange, View } from '../src/shared/view';

export type { TimeRange } from '../src/shared/view';

/** The shortest range that is shown of a run that has just begun: it is not stretched over the whole width. */
const SHORTEST_MS = 30_000;

/**
 * The range that all charts share: the one that was chosen, else one that ends now, or where the run ended, so that an
 * ended run does not wander out of sight. It is as long as the window, but begins no earlier than the run: one that is
 * younger fills the width.
 */
export function rangeOf(view: Pick<View, 'window' | 'range'>, session: Session | undefined, nowMs: number): TimeRange {
  if (view.range !== undefined) return view.range;
  const run = runRange(session, nowMs);
  const lengthMs = view.window === 'all' ? Infinity : view.window;
  return { fromMs: Math.max(run.fromMs, run.toMs - lengthMs), toMs: run.toMs };
}

/** All of a run, from its start to its end or to now: what can be looked at. Never shorter than 30 s. */
export function runRange(session: Session | undefined, nowMs: number): TimeRange {
  const toMs = session?.endedAtMs ?? nowMs;
  return { fromMs: Math.min(session?.startedAtMs ?? toMs, toMs - SHORTEST_MS), toMs };
}

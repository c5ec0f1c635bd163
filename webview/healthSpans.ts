import type { CheckState } from '../src/shared/health';
import type { Session, SessionEventKind } from '../src/shared/state';
import { formatDuration } from '../src/shared/units';
import { displayText } from './displayText';
import type { TimeRange } from './timeRange';
import { t } from './l10n';

/** A time in which a program's health was the same. */
export interface HealthSpan {
  readonly state: CheckState;
  readonly fromMs: number;
  readonly toMs: number;
  /** What it was, for how long and why. */
  readonly text: string;
}

const STATES: Partial<Record<SessionEventKind, CheckState>> = {
  healthy: 'healthy',
  unhealthy: 'unhealthy',
  healthUnknown: 'unknown',
};

/**
 * The health of a session within a range, in order of time and without overlaps: from its first answer on, with the
 * pauses of the debugger cut out of it. Empty for a session that nobody has asked.
 */
export function healthSpans(
  { events, pauses, endedAtMs }: Session,
  range: TimeRange,
  nowMs: number,
): readonly HealthSpan[] {
  const endMs = endedAtMs ?? nowMs;
  const changes = events.flatMap(({ kind, timeMs, text }) => {
    const state = STATES[kind];
    return state === undefined ? [] : [{ state, fromMs: timeMs, text: displayText(text) }];
  });
  const [first] = changes;
  if (first === undefined) return [];
  const held = pauses
    .map(({ fromMs, toMs = endMs }) => ({ fromMs: Math.max(fromMs, first.fromMs), toMs }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
  const spans = changes.flatMap(({ state, fromMs, text }, i) =>
    without(held, fromMs, changes[i + 1]?.fromMs ?? endMs).map((part) => spanOf(state, part, text)),
  );
  const paused = held.map((part) => spanOf('paused', part, t('Held by the debugger')));
  return [...spans, ...paused]
    .filter(({ fromMs, toMs }) => toMs > range.fromMs && fromMs < range.toMs)
    .map((span) => ({ ...span, fromMs: Math.max(span.fromMs, range.fromMs), toMs: Math.min(span.toMs, range.toMs) }))
    .sort((one, other) => one.fromMs - other.fromMs);
}

/** A state as a word. */
export function checkStateText(state: CheckState): string {
  switch (state) {
    case 'healthy':
      return t('Healthy');
    case 'unhealthy':
      return t('Unhealthy');
    case 'unknown':
      return t('Unknown');
    case 'paused':
      return t('Paused');
  }
}

type Part = Pick<HealthSpan, 'fromMs' | 'toMs'>;

function spanOf(state: CheckState, part: Part, reason: string): HealthSpan {
  const text = t('{0} for {1}: {2}', checkStateText(state), formatDuration(part.toMs - part.fromMs), reason);
  return { state, ...part, text };
}

/** What is left of a time without others, which are in order and do not overlap. */
function without(others: readonly Part[], fromMs: number, toMs: number): readonly Part[] {
  const parts: Part[] = [];
  let startMs = fromMs;
  for (const other of others) {
    if (other.toMs <= startMs || other.fromMs >= toMs) continue;
    if (other.fromMs > startMs) parts.push({ fromMs: startMs, toMs: other.fromMs });
    startMs = other.toMs;
  }
  if (startMs < toMs) parts.push({ fromMs: startMs, toMs });
  return parts;
}

import type { TimeRange } from '../src/shared/view';

/** A shorter range than this shows nothing but single samples. */
const SHORTEST_MS = 2_000;

/** The range that is `factor` as long, so that the moment `aroundMs` stays where it is; kept within the bounds. */
export function zoomed(range: TimeRange, factor: number, aroundMs: number, bounds: TimeRange): TimeRange {
  const lengthMs = lengthOf(range);
  const nextMs = Math.min(Math.max(SHORTEST_MS, lengthMs * factor), Math.max(SHORTEST_MS, lengthOf(bounds)));
  const share = Math.min(1, Math.max(0, (aroundMs - range.fromMs) / lengthMs));
  return within({ fromMs: aroundMs - share * nextMs, toMs: aroundMs + (1 - share) * nextMs }, bounds);
}

/** The range moved by a length of time, later where that is positive; it stops at the bounds. */
export function panned(range: TimeRange, byMs: number, bounds: TimeRange): TimeRange {
  return within({ fromMs: range.fromMs + byMs, toMs: range.toMs + byMs }, bounds);
}

/** The range between two moments in either order, widened where it is too short to show anything, within the bounds. */
export function between(oneMs: number, otherMs: number, bounds: TimeRange): TimeRange {
  const middleMs = (oneMs + otherMs) / 2;
  const halfMs = Math.max(SHORTEST_MS, Math.abs(otherMs - oneMs)) / 2;
  return within({ fromMs: middleMs - halfMs, toMs: middleMs + halfMs }, bounds);
}

function within(range: TimeRange, bounds: TimeRange): TimeRange {
  const lengthMs = lengthOf(range);
  const fromMs = Math.max(bounds.fromMs, Math.min(range.fromMs, bounds.toMs - lengthMs));
  return { fromMs, toMs: fromMs + lengthMs };
}

function lengthOf({ fromMs, toMs }: TimeRange): number {
  return toMs - fromMs;
}

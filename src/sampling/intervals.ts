/**
 * The interval in force: the longer of the one that was asked for and the source's minimum, stretched by `factor` where
 * the own cost calls for that, but not past a minute. `slowedBy` says why it is longer than asked for.
 */
export function intervalInForce(requestedMs: number, sourceMinimumMs: number, factor: number): IntervalInForce {
  const baseMs = Math.max(requestedMs, sourceMinimumMs);
  const intervalMs = Math.max(baseMs, Math.min(MAX_INTERVAL_MS, baseMs * factor));
  if (intervalMs > baseMs) return { intervalMs, slowedBy: 'ownCost' };
  return baseMs > requestedMs ? { intervalMs, slowedBy: 'sourceMinimum' } : { intervalMs };
}

export interface IntervalInForce {
  readonly intervalMs: number;
  readonly slowedBy?: 'sourceMinimum' | 'ownCost';
}

/** What is made of an interval that was asked for: whole milliseconds from 100 to 60,000; NaN gives the default. */
export function clampIntervalMs(intervalMs: number): number {
  if (Number.isNaN(intervalMs)) return DEFAULT_INTERVAL_MS;
  return Math.round(Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, intervalMs)));
}

export const MIN_INTERVAL_MS = 100;
export const MAX_INTERVAL_MS = 60_000;
export const DEFAULT_INTERVAL_MS = 1000;

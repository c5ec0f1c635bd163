import { clockText } from './clockText';
import type { TimeRange } from './timeRange';

/** A tick of the time axis: its moment in epoch milliseconds and its text. */
export interface TimeTick {
  readonly value: number;
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances at which a clock's moments look round. */
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/**
 * The ticks of a time axis: at most `maxTicks`, at round moments of the local clock, in order. `utcOffsetMs` is what
 * local time is ahead of UTC. Seconds are left out where every tick stands on a full minute.
 */
export function timeTicks(range: TimeRange, maxTicks: number, utcOffsetMs: number): readonly TimeTick[] {
  const stepMs = stepFor((range.toMs - range.fromMs) / Math.max(1, maxTicks));
  const ticks: TimeTick[] = [];
  const firstMs = Math.ceil((range.fromMs + utcOffsetMs) / stepMs) * stepMs - utcOffsetMs;
  for (let value = firstMs; value <= range.toMs; value += stepMs) {
    ticks.push({ value, label: tickLabel(value, utcOffsetMs, stepMs) });
  }
  return ticks;
}

function stepFor(shortestMs: number): number {
  return STEPS_MS.find((step) => step >= shortestMs) ?? Math.ceil(shortestMs / DAY) * DAY;
}

/** Midnight is shown as the day that begins: `11-24`. */
function tickLabel(timeMs: number, utcOffsetMs: number, stepMs: number): string {
  const isMidnight = (timeMs + utcOffsetMs) % DAY === 0;
  if (isMidnight && stepMs >= HOUR) return new Date(timeMs + utcOffsetMs).toISOString().slice(5, 10);
  const text = clockText(timeMs, utcOffsetMs);
  return stepMs >= MINUTE ? text.slice(0, 5) : text;
}

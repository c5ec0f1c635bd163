import { firstIndexFrom, type Series } from './series';
import type { TimeRange } from './timeRange';

/** Which way values went over the time shown. */
export type Trend = 'rising' | 'falling' | 'steady';

/** Fewer values than these at either end are chance. */
const LEAST_POINTS = 5;

/** A change below this share of the larger level is none that a person would call one. */
const LEAST_CHANGE = 0.1;

/** Compares the mean of the last third of a range with that of the first; `undefined` where there are too few values. */
export function trendOf(series: Series, { fromMs, toMs }: TimeRange): Trend | undefined {
  const thirdMs = (toMs - fromMs) / 3;
  const first = meanBetween(series, fromMs, fromMs + thirdMs);
  const last = meanBetween(series, toMs - thirdMs, toMs);
  if (first === undefined || last === undefined) return undefined;
  const change = last - first;
  if (Math.abs(change) < LEAST_CHANGE * Math.max(Math.abs(first), Math.abs(last)) || change === 0) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}

function meanBetween({ times, values }: Series, fromMs: number, toMs: number): number | undefined {
  let sum = 0;
  let count = 0;
  const end = firstIndexFrom(times, toMs, 'after');
  for (let index = firstIndexFrom(times, fromMs, 'atOrAfter'); index < end; index++) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count < LEAST_POINTS ? undefined : sum / count;
}

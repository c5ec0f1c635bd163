import { meanOf } from '../series/bucket';
import type { TimeSeries } from '../series/timeSeries';

/**
 * The points of a series from `fromMs` on, with the time that the program had been active: pauses and gaps take none.
 * Empty for no series.
 */
export function activePoints(series: TimeSeries | undefined, fromMs: number): ActivePoints {
  const timesMs: number[] = [];
  const values: number[] = [];
  let activeMs = 0;
  let previousMs: number | undefined;
  const add = (timeMs: number, value: number): void => {
    if (previousMs !== undefined) activeMs += timeMs - previousMs;
    previousMs = timeMs;
    timesMs.push(activeMs);
    values.push(value);
  };
  series?.visit(fromMs, Infinity, {
    point: add,
    bucket: (bucket) => {
      add(Math.max(bucket.minMs, bucket.maxMs), meanOf(bucket));
    },
    gap: () => {
      previousMs = undefined;
    },
  });
  return { timesMs, values };
}

/** Two columns of one length, oldest first; `timesMs` is active time since the first point. */
export interface ActivePoints {
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** The points of the first `spanMs` of active time, its end included. */
export function within({ timesMs, values }: ActivePoints, spanMs: number): ActivePoints {
  const outside = timesMs.findIndex((timeMs) => timeMs > spanMs);
  return outside < 0 ? { timesMs, values } : { timesMs: timesMs.slice(0, outside), values: values.slice(0, outside) };
}

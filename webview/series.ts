import type { MetricName } from '../src/shared/metrics';
import type { SeriesData } from '../src/shared/protocol';
import type { Attributes } from '../src/shared/sample';
import { appended } from './column';

/** A series as it is held and drawn: oldest first, times in epoch milliseconds, NaN for a gap. */
export type Series = SeriesData;

/** Identifies a series within one view. */
export type SeriesKey = `${MetricName}{${Attributes}}`;

/** The key of a series; without attributes that of a metric's sum. */
export function seriesKey(metric: MetricName, attributes: Attributes = ''): SeriesKey {
  return `${metric}{${attributes}}`;
}

/** The series with newer points behind its own. Points that are not newer than its last one are left out. */
export function appendPoints(series: Series, added: Series): Series {
  const lastMs = series.times.at(-1) ?? -Infinity;
  const from = firstIndexFrom(added.times, lastMs, 'after');
  if (from === added.times.length) return series;
  return {
    ...series,
    times: appended(series.times, added.times.subarray(from)),
    values: appended(series.values, added.values.subarray(from)),
  };
}

/** The series from a moment on, with the one point before it, from which the line comes in at the left edge. */
export function dropBefore(series: Series, fromMs: number): Series {
  const from = firstIndexFrom(series.times, fromMs, 'atOrAfter') - 1;
  if (from <= 0) return series;
  return { ...series, times: series.times.subarray(from), values: series.values.subarray(from) };
}

/** The newest value; `undefined` while the series is empty or in a gap. */
export function latestValue(series: Series | undefined): number | undefined {
  return defined(series?.values.at(-1));
}

/** The last value that is known at a moment or before; `undefined` where there is none. */
export function lastKnownValue(series: Series | undefined, atMs = Infinity): number | undefined {
  if (series === undefined) return undefined;
  let index = firstIndexFrom(series.times, atMs, 'after') - 1;
  while (index >= 0 && Number.isNaN(series.values[index])) index -= 1;
  return series.values[index];
}

/** The value nearest to a moment, at most `toleranceMs` away; `undefined` where there is none or in a gap. */
export function valueAt(series: Series, timeMs: number, toleranceMs: number): number | undefined {
  const index = nearestIndex(series.times, timeMs);
  if (index === undefined) return undefined;
  return Math.abs((series.times[index] ?? NaN) - timeMs) <= toleranceMs ? defined(series.values[index]) : undefined;
}

/** The smallest and the largest value from a moment to another; `undefined` where there is none. */
export function extentOf(series: Series, fromMs: number, toMs: number): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  const to = firstIndexFrom(series.times, toMs, 'after');
  for (let index = firstIndexFrom(series.times, fromMs, 'atOrAfter'); index < to; index++) {
    // A comparison with NaN is false, so that gaps fall out by themselves.
    const value = series.values[index] ?? NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : undefined;
}

/** Index of the point nearest to a moment; `undefined` when there are no points. */
export function nearestIndex(times: Float64Array, timeMs: number): number | undefined {
  if (times.length === 0) return undefined;
  const after = Math.min(firstIndexFrom(times, timeMs, 'atOrAfter'), times.length - 1);
  const before = Math.max(0, after - 1);
  return Math.abs((times[before] ?? 0) - timeMs) <= Math.abs((times[after] ?? 0) - timeMs) ? before : after;
}

/** Index of the first time at or after a moment, or strictly after it; the length when there is none. */
export function firstIndexFrom(times: Float64Array, timeMs: number, bound: 'atOrAfter' | 'after'): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const time = times[middle] ?? Infinity;
    if (time < timeMs || (bound === 'after' && time === timeMs)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function defined(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

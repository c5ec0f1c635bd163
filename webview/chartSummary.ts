import { formatText } from '../src/shared/units';
import type { ChartLine } from './chartModel';
import { clockText } from './clockText';
import { extentOf, latestValue } from './series';
import type { TimeRange } from './timeRange';

/**
 * What a chart shows, in words, for those who do not see it: the span, and of each line the value now, the lowest and
 * the highest. `utcOffsetMs` is what local time is ahead of UTC.
 */
export function chartSummary(
  title: string,
  lines: readonly ChartLine[],
  range: TimeRange,
  utcOffsetMs: number,
): string {
  const span = `${title}, ${clockText(range.fromMs, utcOffsetMs)} to ${clockText(range.toMs, utcOffsetMs)}`;
  return `${span}. ${lines.map((line) => lineSummary(line, range)).join(' ')}`;
}

/** The values of a chart's lines at a moment, in words: `CPU at 14:32:05: user 98 %, system no value`. */
export function momentSummary(
  title: string,
  lines: readonly ChartLine[],
  values: readonly (number | undefined)[],
  timeText: string,
): string {
  const texts = lines.map((line, index) => {
    const value = values[index];
    return `${line.label} ${value === undefined ? 'no value' : formatText(value, line.quantity)}`;
  });
  return `${title} at ${timeText}: ${texts.join(', ')}`;
}

function lineSummary({ label, quantity, series }: ChartLine, { fromMs, toMs }: TimeRange): string {
  const extent = extentOf(series, fromMs, toMs);
  if (extent === undefined) return `${label}: no values.`;
  const now = latestValue(series);
  const nowText = now === undefined ? 'no value now' : `now ${formatText(now, quantity)}`;
  return `${label}: ${nowText}, between ${formatText(extent.min, quantity)} and ${formatText(extent.max, quantity)}.`;
}

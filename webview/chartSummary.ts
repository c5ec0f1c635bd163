import { formatText, type Quantity } from '../src/shared/units';
import type { ChartContent } from './chartContent';
import type { ChartLine } from './chartModel';
import { clockText } from './clockText';
import { extentOf, lastKnownValue, latestValue } from './series';
import type { TimeRange } from './timeRange';
import { t } from './l10n';

/**
 * What a chart shows, in words, for those who do not see it: the span, and of each line the value now (or the last one
 * of a time that is over), the lowest and the highest. `utcOffsetMs` is what local time is ahead of UTC.
 */
export function chartSummary(
  title: string,
  { lines, range, isPresent }: Pick<ChartContent, 'lines' | 'range' | 'isPresent'>,
  utcOffsetMs: number,
): string {
  const span = t('{0}, {1} to {2}.', title, clockText(range.fromMs, utcOffsetMs), clockText(range.toMs, utcOffsetMs));
  return `${span} ${lines.map((line) => lineSummary(line, range, isPresent)).join(' ')}`;
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
    return `${line.label} ${value === undefined ? t('no value') : formatText(value, line.quantity)}`;
  });
  return t('{0} at {1}: {2}', title, timeText, texts.join(', '));
}

function lineSummary({ label, quantity, series }: ChartLine, { fromMs, toMs }: TimeRange, isPresent: boolean): string {
  const extent = extentOf(series, fromMs, toMs);
  if (extent === undefined) return t('{0}: no values.', label);
  const newest = isPresent ? latestValue(series) : lastKnownValue(series, toMs);
  const newestText = isPresent ? nowText(newest, quantity) : t('last {0}', formatText(newest, quantity));
  const [lowest, highest] = [extent.min, extent.max].map((value) => formatText(value, quantity));
  return t('{0}: {1}, between {2} and {3}.', label, newestText, lowest ?? '', highest ?? '');
}

function nowText(value: number | undefined, quantity: Quantity): string {
  return value === undefined ? t('no value now') : t('now {0}', formatText(value, quantity));
}

import { metricOf } from '../shared/metrics';
import { formatText, quantityOf } from '../shared/units';
import type { GrowthChange } from './compareGrowth';
import type { MetricComparison } from './compareRuns';

/** A row of the table for people: metric, median and p95 of both runs, and what that means. */
export function comparisonRow(comparison: MetricComparison): readonly string[] {
  const { metric, before, after } = comparison;
  const show = (value: number): string => formatText(value, quantityOf(metricOf(metric)));
  return [
    metricOf(metric).title,
    show(before.median),
    show(after.median),
    show(before.p95),
    show(after.p95),
    meaningOf(comparison),
  ];
}

export const COMPARISON_HEAD = ['Metric', 'median', 'now', 'p95', 'now', 'difference'] as const;

/** What a comparison found, in words: `+23 %, grows 1.8 MB/min where it did not before`. */
export function meaningOf({ metric, before, level, growth }: MetricComparison): string {
  const grows = growth === undefined ? [] : [growthText(metric, growth)];
  switch (level.kind) {
    case 'higher':
    case 'lower':
      return [changeText(metric, before.median, level.shift), ...grows].join(', ');
    case 'same':
      return grows.join(', ') || 'none beyond noise';
    case 'notEnoughData': {
      const known = `not enough data (${level.independentValues} of ${level.needed} independent values)`;
      return [...grows, known].join(', ');
    }
  }
}

/** A change against what was before: in percent, or as an amount where there was nothing. */
function changeText(metric: MetricComparison['metric'], before: number, shift: number): string {
  const sign = shift > 0 ? '+' : '−';
  const percent = Math.abs((100 * shift) / before);
  if (Number.isFinite(percent) && percent < MOST_PERCENT) return `${sign}${Math.round(percent)} %`;
  return `${sign}${formatText(Math.abs(shift), quantityOf(metricOf(metric)))}`;
}

/** From here on a percentage says less than the amount. */
const MOST_PERCENT = 1_000;

function growthText(metric: MetricComparison['metric'], growth: GrowthChange): string {
  const perMinute = (slope: number): string => `${formatText(60 * slope, quantityOf(metricOf(metric)))}/min`;
  const [before, after] = [growth.beforePerSecond, growth.afterPerSecond];
  if (after === 0) return `no longer grows, by ${perMinute(before)} before`;
  if (before === 0) return `grows ${perMinute(after)} where it did not before`;
  return `grows ${perMinute(after)} instead of ${perMinute(before)}`;
}

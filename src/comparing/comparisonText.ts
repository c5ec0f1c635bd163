import { metricOf } from '../shared/metrics';
import { formatText, quantityOf, type Quantity } from '../shared/units';
import type { GrowthChange } from './compareGrowth';
import type { MetricComparison } from './compareRuns';

/** A row of the table for people: metric, median and p95 of both runs, and what that means. */
export function comparisonRow(comparison: MetricComparison): readonly string[] {
  const { before, after } = comparison;
  const show = (value: number): string => formatText(value, comparedQuantity(comparison));
  return [
    comparedTitle(comparison),
    show(before.median),
    show(after.median),
    show(before.p95),
    show(after.p95),
    meaningOf(comparison),
  ];
}

export const COMPARISON_HEAD = ['Metric', 'median', 'now', 'p95', 'now', 'difference'] as const;

/** What is compared: `Memory`, `CPU per request`. */
export function comparedTitle({ metric, per }: Pick<MetricComparison, 'metric' | 'per'>): string {
  return per === undefined ? metricOf(metric).title : `${metricOf(metric).title} per ${per}`;
}

/** What the compared values are. CPU time per unit of work is an amount, no rate. */
export function comparedQuantity({ metric, per }: Pick<MetricComparison, 'metric' | 'per'>): Quantity {
  return per === undefined ? quantityOf(metricOf(metric)) : 'seconds';
}

/** What a comparison found, in words: `+23 %, grows 1.8 MB/min where it did not before`. */
export function meaningOf(comparison: MetricComparison): string {
  const { before, level, growth } = comparison;
  const quantity = comparedQuantity(comparison);
  const grows = growth === undefined ? [] : [growthText(quantity, growth)];
  switch (level.kind) {
    case 'higher':
    case 'lower':
      return [changeText(quantity, before.median, level.shift), ...grows].join(', ');
    case 'same':
      return grows.join(', ') || 'none beyond noise';
    case 'notEnoughData': {
      const known = `not enough data (${level.independentValues} of ${level.needed} independent values)`;
      return [...grows, known].join(', ');
    }
    case 'heldUp':
      return `not known: the machine was too busy (${Math.round(100 * level.share)} % of the CPU time was waited for)`;
  }
}

/** A change against what was before: in percent, or as an amount where there was nothing. */
export function changeText(quantity: Quantity, before: number, shift: number): string {
  const sign = shift > 0 ? '+' : '−';
  const percent = Math.abs((100 * shift) / before);
  if (Number.isFinite(percent) && percent < MOST_PERCENT) return `${sign}${Math.round(percent)} %`;
  return `${sign}${formatText(Math.abs(shift), quantity)}`;
}

/** From here on a percentage says less than the amount. */
const MOST_PERCENT = 1_000;

function growthText(quantity: Quantity, growth: GrowthChange): string {
  const perMinute = (slope: number): string => `${formatText(60 * slope, quantity)}/min`;
  const [before, after] = [growth.beforePerSecond, growth.afterPerSecond];
  if (after === 0) return `no longer grows, by ${perMinute(before)} before`;
  if (before === 0) return `grows ${perMinute(after)} where it did not before`;
  return `grows ${perMinute(after)} instead of ${perMinute(before)}`;
}

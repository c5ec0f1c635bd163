import type { MetricComparison } from './compareRuns';
import { changeText, comparedQuantity, comparedTitle, meaningOf } from './comparisonText';
import { verdictOf } from './comparison';

/**
 * The one difference between two runs that is most worth telling, in a few words: `Memory p95 +23 %`. Undefined where
 * nothing is more than noise.
 */
export function verdictLine(comparisons: readonly MetricComparison[]): string | undefined {
  const different = comparisons.filter((one) => ['more', 'less'].includes(verdictOf(one)));
  const [most] = different.toSorted((a, b) => weightOf(b) - weightOf(a));
  return most === undefined ? undefined : `${comparedTitle(most)} ${wordsOf(most)}`;
}

/** By which share of what was before a metric differs; growth that differs counts like a doubling. */
function weightOf({ before, level, growth }: MetricComparison): number {
  const isLevel = level.kind === 'higher' || level.kind === 'lower';
  const share = isLevel ? Math.min(10, Math.abs(level.shift / before.median)) : 0;
  return Math.max(share, growth === undefined ? 0 : 1);
}

function wordsOf(comparison: MetricComparison): string {
  const { before, after, level } = comparison;
  const p95Shift = after.p95 - before.p95;
  const isLevel = level.kind === 'higher' || level.kind === 'lower';
  // Told of the p95 only where it went the same way as the values as a whole, which is what was tested.
  if (!isLevel || Math.sign(p95Shift) !== Math.sign(level.shift)) return meaningOf(comparison);
  return `p95 ${changeText(comparedQuantity(comparison), before.p95, p95Shift)}`;
}

import { metricOf, type MetricName } from '../shared/metrics';
import { quantityOf, type Quantity } from '../shared/units';
import { correlationLength, blockMeans } from './independentValues';
import { rankTest } from './rankTest';
import { warmUpShare } from './warmUp';

/** With fewer independent values in either run there is no answer. */
export const NEEDED_VALUES = 8;

/** Longer runs are averaged to so many values: that smooths the ticks in which CPU time is counted, and costs no certainty. */
const MOST_VALUES = 30;

/** Two runs of the same program may differ by this share of the value: memory layout, caches, what else the machine did. */
const RUN_TO_RUN = 0.05;

/** The effect that N. Cliff's delta counts as negligible, by J. Romano et al., "Appropriate statistics" (2006). */
const SLIGHT_EFFECT = 0.147;

/**
 * Whether the values of one run lie higher or lower than those of another by more than the margin within which two runs
 * of the same program differ: a test of a minimum effect. Each run's values are averaged in blocks as long as values
 * depend on their neighbours, of one length in both, before they are ranked. The start-up is left out.
 *
 * Source of the margin in the hypothesis: K. R. Murphy and B. Myors, "Testing the hypothesis that treatments have
 * negligible effects", Journal of Applied Psychology 84 (1999).
 */
export function compareLevel(metric: MetricName, from: readonly number[], to: readonly number[]): LevelTest {
  const warmUp = Math.max(warmUpShare(from), warmUpShare(to));
  const [before, after] = [behind(from, warmUp), behind(to, warmUp)];
  const needed = Math.max(correlationLength(before), correlationLength(after));
  const length = Math.max(needed, Math.ceil(Math.max(before.length, after.length) / MOST_VALUES));
  const [first, second] = [blockMeans(before, length), blockMeans(after, length)];
  const independentValues = Math.min(first.length, second.length);
  if (independentValues < NEEDED_VALUES) return { kind: 'notEnoughData', independentValues, needed: NEEDED_VALUES };
  const shift = shiftOf(first, second);
  const margin = Math.max(RUN_TO_RUN * Math.abs(medianOf(first)), LEAST_DIFFERENCE[quantityOf(metricOf(metric))]);
  // The later values are moved towards the earlier by what does not count; what is left must be more than chance.
  const { pHigher } = rankTest(
    shift > 0 ? first : second.map((value) => value + margin),
    shift > 0 ? second.map((value) => value - margin) : first,
  );
  const { delta } = rankTest(first, second);
  // Either direction could have been looked at.
  const p = Math.min(1, 2 * pHigher);
  return { kind: 'tested', p, shift, delta, independentValues, isSlight: Math.abs(delta) < SLIGHT_EFFECT };
}

/** What a test found. */
export interface TestedLevel {
  /** How likely chance alone makes as large a difference beyond the margin, 0 to 1; not yet for many metrics at once. */
  readonly p: number;
  /** By how much the later run's values lie higher (Hodges-Lehmann), in the metric's unit as it is shown. */
  readonly shift: number;
  /** Cliff's delta, -1 to 1: 1 where every value of the later run is higher than every one of the earlier. */
  readonly delta: number;
  /** So many values that do not depend on each other the shorter run gave. */
  readonly independentValues: number;
  /** Whether the effect is negligible, however certain it is. */
  readonly isSlight: boolean;
}

export type LevelTest =
  | ({ readonly kind: 'tested' } & TestedLevel)
  | { readonly kind: 'notEnoughData'; readonly independentValues: number; readonly needed: number };

/** Differences that nobody cares for, however large a share of a small value they are. */
const LEAST_DIFFERENCE: Readonly<Record<Quantity, number>> = {
  cores: 0.005,
  bytes: 1e6,
  bytesPerSecond: 10e3,
  seconds: 0.001,
  count: 0.5,
  perSecond: 1,
  ratio: 0.01,
};

/**
 * The median of the differences of all pairs. Source: J. L. Hodges and E. L. Lehmann, "Estimates of location based on
 * rank tests", Annals of Mathematical Statistics 34 (1963).
 */
function shiftOf(before: readonly number[], after: readonly number[]): number {
  return medianOf(after.flatMap((later) => before.map((earlier) => later - earlier)));
}

function behind(values: readonly number[], share: number): readonly number[] {
  return values.slice(Math.round(share * values.length));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

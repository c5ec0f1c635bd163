import { blockMeans, correlationLength } from './independentValues';
import type { Margins } from './margins';
import { rankTest } from './rankTest';
import { warmUpShare } from './warmUp';

/** Longer runs are averaged to so many values: that smooths the ticks in which CPU time is counted, and costs no certainty. */
const MOST_VALUES = 30;

/** The effect that N. Cliff's delta counts as negligible, by J. Romano et al., "Appropriate statistics" (2006). */
const SLIGHT_EFFECT = 0.147;

/**
 * Whether the values of one run lie higher or lower than those of another by more than the margins within which two runs
 * of the same program differ: a test of a minimum effect. Each run's values are averaged in blocks as long as values
 * depend on their neighbours, of one length in both, before they are ranked. The start-up is left out. With fewer than
 * `needed` independent values in either run there is no answer. `marginsOf` is asked with the median of the earlier run.
 *
 * Source of the margin in the hypothesis: K. R. Murphy and B. Myors, "Testing the hypothesis that treatments have
 * negligible effects", Journal of Applied Psychology 84 (1999).
 */
export function compareLevel(
  from: readonly number[],
  to: readonly number[],
  marginsOf: (before: number) => Margins,
  needed: number,
): LevelTest {
  // Of a short run no more is left out than still leaves an answer: ranks bear a few values of a start-up.
  const spare = Math.max(0, 1 - needed / Math.min(from.length, to.length));
  const warmUp = Math.min(spare, Math.max(warmUpShare(from), warmUpShare(to)));
  const [before, after] = [behind(from, warmUp), behind(to, warmUp)];
  const shortest = Math.min(before.length, after.length);
  const dependent = Math.max(correlationLength(before), correlationLength(after));
  const margins = marginsOf(medianOf(before));
  const drifts = driftsApart(before, after, margins);
  const longest = drifts > FAR_APART ? Math.max(1, shortest / needed) : Infinity;
  const averaged = Math.max(before.length, after.length) / MOST_VALUES;
  const length = Math.max(Math.min(dependent, longest), averaged);
  const [first, second] = [blockMeans(before, length), blockMeans(after, length)];
  const independentValues = Math.min(first.length, second.length);
  if (independentValues < needed) return { kind: 'notEnoughData', independentValues, needed };
  const shift = shiftOf(first, second);
  // The later values are moved towards the earlier by what does not count; what is left must be more than chance.
  const { pHigher } = rankTest(
    shift > 0 ? first : second.map((value) => value + margins.down),
    shift > 0 ? second.map((value) => value - margins.up) : first,
  );
  const { delta } = rankTest(first, second);
  // Either direction could have been looked at.
  const p = Math.min(1, 2 * pHigher);
  return {
    kind: 'tested',
    p,
    shift,
    delta,
    independentValues,
    isSlight: Math.abs(delta) < SLIGHT_EFFECT || drifts <= 1,
  };
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
  /** Whether the effect is negligible, or no larger than what either run drifts by, however certain it is. */
  readonly isSlight: boolean;
}

export type LevelTest =
  | ({ readonly kind: 'tested' } & TestedLevel)
  | { readonly kind: 'notEnoughData'; readonly independentValues: number; readonly needed: number };

/** Into so many parts a run is cut to see how far it drifts. */
const PARTS = 4;

/** So many times as far apart as they drift, two runs are apart however long their values depend on each other. */
const FAR_APART = 1.5;

/**
 * How many times as far two runs lie apart, beyond what does not count, as either of them drifts. How long values depend on
 * each other is never sure in a short run; but what would lead from the one to the other by chance is seen in both.
 */
function driftsApart(before: readonly number[], after: readonly number[], { up, down }: Margins): number {
  const distance = medianOf(after) - medianOf(before);
  const beyond = distance > 0 ? distance - up : -distance - down;
  return beyond <= 0 ? 0 : beyond / Math.max(driftOf(before), driftOf(after));
}

/** How far the means of a run's parts range. */
function driftOf(values: readonly number[]): number {
  const means = blockMeans(values, Math.max(1, values.length / PARTS));
  return Math.max(...means) - Math.min(...means);
}

/**
 * The median of the differences of all pairs. Source: J. L. Hodges and E. L. Lehmann, "Estimates of location based on
 * rank tests", Annals of Mathematical Statistics 34 (1963).
 */
function shiftOf(before: readonly number[], after: readonly number[]): number {
  return medianOf(after.flatMap((later) => before.map((earlier) => later - earlier)));
}

function behind(values: readonly number[], share: number): readonly number[] {
  return values.slice(Math.floor(share * values.length));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * Whether the values of `after` tend to be higher than those of `before`: the test of Mann and Whitney, exact for few
 * values, else by the normal distribution with the correction for ties and for continuity. Both lists must
 * have a value.
 *
 * Sources: H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than
 * the other", Annals of Mathematical Statistics 18 (1947); N. Cliff, "Dominance statistics", Psychological Bulletin 114
 * (1993).
 */
export function rankTest(before: readonly number[], after: readonly number[]): RankTest {
  const { ranks, rankSum, tieTerm } = ranksOf(before, after);
  const wins = rankSum - (after.length * (after.length + 1)) / 2;
  const pairs = before.length * after.length;
  const isExact = pairs <= MOST_EXACT_PAIRS;
  return {
    pHigher: isExact ? exactTail(ranks, after.length, rankSum) : normalTail(before, after, wins, tieTerm),
    delta: (2 * wins) / pairs - 1,
  };
}

export interface RankTest {
  /** How likely `after` lies as high by chance alone, 0 to 1. */
  readonly pHigher: number;
  /** Cliff's delta: the share of pairs in which `after` is higher, less that in which it is lower. */
  readonly delta: number;
}

/** So many values of each are needed for a difference to be as unlikely by chance, in either direction, as `p`. */
export function valuesNeededFor(p: number): number {
  let values = 1;
  for (let orders = 2; 2 / orders > p; values++) orders *= (2 * (2 * values + 1)) / (values + 1);
  return values;
}

const MOST_EXACT_PAIRS = 400;

/** The ranks of all values, ties sharing their mean; those of `after` added up; the sum of t^3 - t over groups of equals. */
function ranksOf(before: readonly number[], after: readonly number[]): Ranks {
  const all = [
    ...before.map((value) => ({ value, isAfter: false })),
    ...after.map((value) => ({ value, isAfter: true })),
  ].sort((a, b) => a.value - b.value);
  const ranks: number[] = [];
  let rankSum = 0;
  let tieTerm = 0;
  for (let from = 0; from < all.length;) {
    let to = from + 1;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const [rank, ties] = [(from + 1 + to) / 2, to - from];
    for (const { isAfter } of all.slice(from, to)) {
      ranks.push(rank);
      if (isAfter) rankSum += rank;
    }
    tieTerm += ties ** 3 - ties;
    from = to;
  }
  return { ranks, rankSum, tieTerm };
}

interface Ranks {
  /** Lowest first. */
  readonly ranks: readonly number[];
  readonly rankSum: number;
  readonly tieTerm: number;
}

function normalTail(before: readonly number[], after: readonly number[], wins: number, tieTerm: number): number {
  const pairs = before.length * after.length;
  const n = before.length + after.length;
  const variance = (pairs / 12) * (n + 1 - tieTerm / (n * (n - 1)));
  if (!(variance > 0)) return 1;
  return upperTail((wins - pairs / 2 - 0.5) / Math.sqrt(variance));
}

/**
 * The share of all ways to draw the values of `after` from all values in which their ranks add up to as much or more, ties
 * sharing a rank.
 *
 * Source: B. Streitberg and J. Roehmel, "Exact distributions for permutation and rank tests", Statistical Software
 * Newsletter 12 (1986).
 */
function exactTail(ranks: readonly number[], size: number, rankSum: number): number {
  // Ranks that are shared are halves: all are doubled. ways[j][s]: how many choices of j values have the sum s.
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  const most = doubled.slice(-size).reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(most + 1));
  if (ways[0] !== undefined) ways[0][0] = 1;
  for (const rank of doubled) {
    for (let chosen = size; chosen >= 1; chosen--) {
      const [into, from] = [ways[chosen] ?? [], ways[chosen - 1] ?? []];
      for (let sum = most; sum >= rank; sum--) into[sum] = (into[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  }
  const last = ways[size] ?? new Float64Array();
  const total = last.reduce((sum, count) => sum + count, 0);
  return last.subarray(Math.round(2 * rankSum)).reduce((sum, count) => sum + count, 0) / total;
}

/**
 * The upper tail of the normal distribution, to seven digits. Source: M. Abramowitz and I. A. Stegun, "Handbook of
 * Mathematical Functions", 26.2.17.
 */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduceRight((rest, coefficient) => (rest + coefficient) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

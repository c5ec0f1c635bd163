/**
 * Whether the values of `after` tend to be higher than those of `before`: the test of Mann and Whitney, exact for few
 * values without ties, else by the normal distribution with the correction for ties and for continuity. Both lists must
 * have a value.
 *
 * Sources: H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than
 * the other", Annals of Mathematical Statistics 18 (1947); N. Cliff, "Dominance statistics", Psychological Bulletin 114
 * (1993).
 */
export function rankTest(before: readonly number[], after: readonly number[]): RankTest {
  const { wins, tieTerm } = countWins(before, after);
  const pairs = before.length * after.length;
  const isExact = tieTerm === 0 && pairs <= MOST_EXACT_PAIRS;
  return {
    pHigher: isExact ? exactTail(before.length, after.length, wins) : normalTail(before, after, wins, tieTerm),
    delta: (2 * wins) / pairs - 1,
  };
}

export interface RankTest {
  /** How likely `after` lies as high by chance alone, 0 to 1. */
  readonly pHigher: number;
  /** Cliff's delta: the share of pairs in which `after` is higher, less that in which it is lower. */
  readonly delta: number;
}

const MOST_EXACT_PAIRS = 400;

/** In how many pairs `after` is higher, ties counting half, and the sum of t^3 - t over all groups of equal values. */
function countWins(before: readonly number[], after: readonly number[]): { wins: number; tieTerm: number } {
  const all = [
    ...before.map((value) => ({ value, isAfter: false })),
    ...after.map((value) => ({ value, isAfter: true })),
  ].sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let tieTerm = 0;
  for (let from = 0; from < all.length;) {
    let to = from + 1;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const ties = to - from;
    rankSum += ((from + 1 + to) / 2) * all.slice(from, to).filter(({ isAfter }) => isAfter).length;
    tieTerm += ties ** 3 - ties;
    from = to;
  }
  return { wins: rankSum - (after.length * (after.length + 1)) / 2, tieTerm };
}

function normalTail(before: readonly number[], after: readonly number[], wins: number, tieTerm: number): number {
  const pairs = before.length * after.length;
  const n = before.length + after.length;
  const variance = (pairs / 12) * (n + 1 - tieTerm / (n * (n - 1)));
  if (!(variance > 0)) return 1;
  return upperTail((wins - pairs / 2 - 0.5) / Math.sqrt(variance));
}

/** The share of all orders of n and m values with so many wins or more, by the recurrence of Mann and Whitney. */
function exactTail(n: number, m: number, wins: number): number {
  // counts[j][u]: the orders of i values of the one and j of the other with u wins, i growing from 0 to n.
  let counts = Array.from({ length: m + 1 }, () => [1]);
  for (let i = 1; i <= n; i++) {
    const next: number[][] = [[1]];
    for (let j = 1; j <= m; j++) {
      // The highest value is one of the i, and wins nothing for `after`, or one of the j, which wins against all i.
      const [below = [], beside = []] = [counts[j], next[j - 1]];
      next.push(Array.from({ length: i * j + 1 }, (_, u) => (below[u] ?? 0) + (beside[u - i] ?? 0)));
    }
    counts = next;
  }
  const last = counts[m] ?? [];
  const total = last.reduce((sum, count) => sum + count, 0);
  return last.slice(Math.ceil(wins)).reduce((sum, count) => sum + count, 0) / total;
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

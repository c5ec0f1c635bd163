/** A straight line through points, robust against outliers, and how sure it is. */
export interface Trend {
  /** The median of the slopes between all pairs of points: value per unit of x. */
  readonly slope: number;
  /** Kendall's tau of values against x, -1 to 1: 1 where every later value is higher. */
  readonly tau: number;
  /** The Mann-Kendall statistic: above 2.33 a rise is by chance in one case of a hundred. */
  readonly z: number;
  /** Between these the slope lies in 99 of a hundred cases. */
  readonly lowSlope: number;
  readonly highSlope: number;
}

/**
 * The trend of values over ascending x; undefined with fewer than three points. Takes all pairs: for a few dozen points.
 *
 * Sources: P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", Journal of the American
 * Statistical Association 63 (1968); H. B. Mann, "Nonparametric tests against trend", Econometrica 13 (1945), with the
 * correction for ties of M. G. Kendall, "Rank Correlation Methods" (1975).
 */
export function trendOf(xs: readonly number[], values: readonly number[]): Trend | undefined {
  const n = values.length;
  if (n < 3) return undefined;
  const slopes: number[] = [];
  let concordance = 0;
  for (const [j, later] of values.entries()) {
    for (let i = 0; i < j; i++) {
      const rise = later - (values[i] ?? NaN);
      concordance += Math.sign(rise);
      slopes.push(rise / ((xs[j] ?? NaN) - (xs[i] ?? NaN)));
    }
  }
  const variance = (pairTerm(n) - tiesOf(values)) / 18;
  const z = variance > 0 ? (concordance - Math.sign(concordance)) / Math.sqrt(variance) : 0;
  slopes.sort((a, b) => a - b);
  // Sen's interval: as many slopes are cut off at each end as chance may have put there.
  const cut = Math.max(0, Math.floor((slopes.length - Z_OF_99_PERCENT * Math.sqrt(Math.max(variance, 0))) / 2));
  return {
    slope: medianOf(slopes),
    tau: concordance / slopes.length,
    z,
    lowSlope: slopes[cut] ?? NaN,
    highSlope: slopes[slopes.length - 1 - cut] ?? NaN,
  };
}

/** The normal distribution's quantile of 0.995. */
const Z_OF_99_PERCENT = 2.5758;

function pairTerm(n: number): number {
  return n * (n - 1) * (2 * n + 5);
}

/** What equal values take from the variance. */
function tiesOf(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + pairTerm(count), 0);
}

/** Of values in ascending order. */
function medianOf(values: readonly number[]): number {
  const middle = values.length >> 1;
  const upper = values[middle] ?? NaN;
  return values.length % 2 === 1 ? upper : ((values[middle - 1] ?? NaN) + upper) / 2;
}

import { trendOf } from '../series/trend';

/**
 * Over how many neighbours values depend on each other, at least 1: the integrated autocorrelation time.
 * Straight growth does not count as dependence: it is compared on its own.
 *
 * Source: C. J. Geyer, "Practical Markov chain Monte Carlo", Statistical Science 7 (1992), initial positive sequence.
 */
export function correlationLength(values: readonly number[]): number {
  const residuals = withoutTrend(values);
  const mean = residuals.reduce((sum, value) => sum + value, 0) / residuals.length;
  const centred = residuals.map((value) => value - mean);
  const variance = covariance(centred, 0);
  if (!(variance > 0)) return 1;
  let length = 1;
  for (let lag = 1; lag + 1 < centred.length; lag += 2) {
    const pair = (covariance(centred, lag) + covariance(centred, lag + 1)) / variance;
    if (pair <= 0) break;
    length += 2 * pair;
  }
  return length;
}

/**
 * The means of blocks of so many neighbouring values (a fraction is made up for by blocks that differ by one), which hardly
 * depend on each other where the blocks are as long as the correlation reaches. Values at the end that fill no block are
 * left out.
 *
 * Source: the method of batch means, A. M. Law, "Simulation Modeling and Analysis", chapter 9.
 */
export function blockMeans(values: readonly number[], length: number): readonly number[] {
  return Array.from({ length: Math.floor(values.length / length) }, (_, i) => {
    const block = values.slice(Math.round(i * length), Math.round((i + 1) * length));
    return block.reduce((sum, value) => sum + value, 0) / block.length;
  });
}

/** The trend takes all pairs of points: of a longer series it is that of so many means. */
const MOST_TREND_POINTS = 48;

function withoutTrend(values: readonly number[]): readonly number[] {
  const length = Math.max(1, values.length / MOST_TREND_POINTS);
  const means = blockMeans(values, length);
  const slope = trendOf([...means.keys()], means)?.slope ?? 0;
  return values.map((value, i) => value - (slope * i) / length);
}

function covariance(centred: readonly number[], lag: number): number {
  let sum = 0;
  for (let i = lag; i < centred.length; i++) sum += (centred[i] ?? NaN) * (centred[i - lag] ?? NaN);
  return sum / centred.length;
}

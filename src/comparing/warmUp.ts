/**
 * Which share of the values belongs to the start-up, 0 to 0.5: the rest is that whose mean is surest. 0 for no values.
 *
 * Source: the rule MSER, K. P. White, "An effective truncation heuristic for bias reduction in simulation output",
 * Simulation 69 (1997).
 */
export function warmUpShare(values: readonly number[]): number {
  let best = { from: 0, error: Infinity };
  let [count, mean, squares] = [0, 0, 0];
  for (let from = values.length - 1; from >= 0; from--) {
    const value = values[from] ?? NaN;
    count += 1;
    const before = mean;
    mean += (value - mean) / count;
    squares += (value - before) * (value - mean);
    const error = squares / count ** 2;
    // Of equals the earliest: nothing is left out without need.
    if (from <= values.length / 2 && error <= best.error) best = { from, error };
  }
  return values.length === 0 ? 0 : best.from / values.length;
}

/**
 * Of several tests those that reject, so that even one false rejection among all of them has at most the probability
 * `significance`. Smallest p first; empty for no tests.
 *
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 */
export function rejectedByHolm<T extends { readonly p: number }>(
  tests: readonly T[],
  significance: number,
): readonly T[] {
  const sorted = tests.toSorted((a, b) => a.p - b.p);
  const firstKept = sorted.findIndex(({ p }, i) => p > significance / (sorted.length - i));
  return firstKept < 0 ? sorted : sorted.slice(0, firstKept);
}

/** A source of numbers from 0 to below 1 that is the same for the same seed: noise for tests that must be repeatable. */
export function seededRandom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    // Xorshift with Marsaglia's triple 13, 17, 5 (Journal of Statistical Software 8, 2003); zero would stay zero.
    if (state === 0) state = 1;
    state = (state ^ (state << 13)) >>> 0;
    state = (state ^ (state >>> 17)) >>> 0;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}

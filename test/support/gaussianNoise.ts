import { seededRandom } from './seededRandom';

/**
 * Normally distributed numbers of mean 0 and standard deviation 1, the same for the same seed.
 *
 * Source: G. E. P. Box and M. E. Muller, "A note on the generation of random normal deviates", Annals of Mathematical
 * Statistics 29 (1958).
 */
export function gaussianNoise(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

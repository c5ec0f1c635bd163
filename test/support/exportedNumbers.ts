import { seededRandom } from './seededRandom';

/** Finite numbers of all sizes and signs, the awkward ones among them. */
export function randomNumbers(count: number): readonly number[] {
  const random = seededRandom(7);
  const awkward = [0, 0.1 + 0.2, 1e21, 5e-324, Number.MAX_VALUE, -1, 2 ** 53 + 2];
  return Array.from({ length: count }, (_, i) => awkward[i] ?? (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20));
}

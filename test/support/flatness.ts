import { blockMeans, correlationLength } from '../../src/comparing/independentValues';
import { trendOf } from '../../src/series/trend';

/** Whether values rise over time, and how that is known. */
export interface Flatness {
  /** Theil-Sen slope, in the values' unit per value; 0 where there are too few values to tell. */
  readonly slope: number;
  /** The Mann-Kendall statistic. */
  readonly z: number;
  /** How many values are left that do not depend on their neighbours. */
  readonly independent: number;
  readonly rises: boolean;
}

/** A rise of which chance makes less than one in a hundred, one-sided. */
const SIGNIFICANT_Z = 2.33;

/**
 * The Mann-Kendall test for a rise, over the means of blocks that do not depend on each other: neighbouring values of a
 * heap do, and would make any wave look like growth. Sources: those of `trendOf`, `correlationLength` and `blockMeans`.
 */
export function flatnessOf(values: readonly number[]): Flatness {
  const length = correlationLength(values);
  const means = blockMeans(values, length);
  const trend = trendOf([...means.keys()], means);
  const z = trend?.z ?? 0;
  return { slope: (trend?.slope ?? 0) / length, z, independent: means.length, rises: z >= SIGNIFICANT_Z };
}

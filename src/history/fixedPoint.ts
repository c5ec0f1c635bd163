/**
 * How many decimals values are stored with: none where all are whole (bytes, counts), else six (microseconds, parts per
 * million). Undefined where a value is too large for that and must be stored as it is. NaN marks a gap and fits
 * everywhere.
 */
export function decimalsOf(values: Float64Array): number | undefined {
  let decimals = 0;
  let largest = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) decimals = FRACTION_DECIMALS;
    largest = Math.max(largest, Math.abs(value));
  }
  return largest * 10 ** decimals <= LARGEST_STORED ? decimals : undefined;
}

/** The most decimals that anything is stored with. */
export const FRACTION_DECIMALS = 6;

/** Twice the difference of two such numbers is still a whole number exactly. */
const LARGEST_STORED = 2 ** 50;

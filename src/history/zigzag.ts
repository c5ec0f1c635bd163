/** A whole number of either sign as one from 0, small where the number is near 0. Exact to 2^51 and beyond. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** The number that `zigzag` made this of. */
export function unzigzag(code: number): number {
  // Bit operations are much faster, but know 31 bits only.
  if (code <= 0x7fff_ffff) return (code >>> 1) ^ -(code & 1);
  return code % 2 === 0 ? code / 2 : -(code + 1) / 2;
}

/**
 * Count, mean, population standard deviation and extremes of values that come one by one, numerically stable.
 *
 * Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4
 * (1962), with weights after D. H. D. West, Communications of the ACM 22 (1979).
 */
export class Moments {
  private total = 0;
  private runningMean = 0;
  private squares = 0;
  private smallest = Infinity;
  private largest = -Infinity;

  /** Adds a value that stands for `count` equal ones. */
  add(value: number, count: number): void {
    this.total += count;
    const delta = value - this.runningMean;
    this.runningMean += (delta * count) / this.total;
    this.squares += count * delta * (value - this.runningMean);
    this.widen(value, value);
  }

  /** Takes extremes in that the added values only stand for. */
  widen(min: number, max: number): void {
    if (min < this.smallest) this.smallest = min;
    if (max > this.largest) this.largest = max;
  }

  get count(): number {
    return this.total;
  }

  /** The figures below mean something only when `count` is not 0. */
  get mean(): number {
    // Rounding must not carry the mean of equal values past them.
    return Math.min(this.largest, Math.max(this.smallest, this.runningMean));
  }

  get stdDev(): number {
    return Math.sqrt(Math.max(0, this.squares) / this.total);
  }

  get min(): number {
    return this.smallest;
  }

  get max(): number {
    return this.largest;
  }
}

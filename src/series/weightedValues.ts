/** Values of which each stands for a number of equal ones, and their quantiles. */
export class WeightedValues {
  private readonly values: number[] = [];
  private readonly counts: number[] = [];
  private total = 0;

  /** Adds a value that stands for `count` equal ones; `count` is a whole number from 1. */
  add(value: number, count: number): void {
    this.values.push(value);
    this.counts.push(count);
    this.total += count;
  }

  /**
   * Quantiles of the values, each value taken as often as it counts, by linear interpolation between order statistics.
   * `probabilities` are from 0 to 1. Empty when there are no values.
   *
   * Source: type 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50
   * (1996).
   */
  quantiles(probabilities: readonly number[]): readonly number[] {
    if (this.total === 0) return [];
    const orderStatistic = this.total === this.values.length ? this.plainOrder() : this.weightedOrder();
    return probabilities.map((probability) => {
      const position = (this.total - 1) * probability;
      const rank = Math.floor(position);
      const low = orderStatistic(rank);
      const high = rank + 1 < this.total ? orderStatistic(rank + 1) : low;
      return low + (high - low) * (position - rank);
    });
  }

  /** The values by rank, from 0, when each counts once: an array of doubles sorts much faster than one of indices. */
  private plainOrder(): (rank: number) => number {
    const sorted = Float64Array.from(this.values).sort();
    return (rank) => sorted[rank] ?? NaN;
  }

  /**
   * The values by rank, from 0, when some stand for several: those that count the same are sorted as doubles, and the
   * few lists that this makes are merged.
   */
  private weightedOrder(): (rank: number) => number {
    const lists = this.sortedByCount();
    const order = new Float64Array(this.values.length);
    const ranksBelow = new Float64Array(this.values.length + 1);
    for (let i = 0; i < order.length; i++) {
      const lowest = lists.reduce((one, other) => (headOf(other) < headOf(one) ? other : one));
      order[i] = headOf(lowest);
      ranksBelow[i + 1] = (ranksBelow[i] ?? 0) + lowest.count;
      lowest.next += 1;
    }
    return (rank) => order[lastNotAbove(ranksBelow, rank)] ?? NaN;
  }

  private sortedByCount(): SortedList[] {
    const byCount = new Map<number, number[]>();
    this.values.forEach((value, index) => {
      const count = this.counts[index] ?? 0;
      const values = byCount.get(count);
      if (values === undefined) byCount.set(count, [value]);
      else values.push(value);
    });
    return [...byCount].map(([count, values]) => ({ count, values: Float64Array.from(values).sort(), next: 0 }));
  }
}

/** Values that each stand for `count` equal ones, ascending, and which of them comes next. */
interface SortedList {
  readonly count: number;
  readonly values: Float64Array;
  next: number;
}

/** The next value of a list; above all others once there is none. */
function headOf({ values, next }: SortedList): number {
  return values[next] ?? Infinity;
}

/** The index of the last element that is not above `limit`; elements ascend, and the first is 0. */
function lastNotAbove(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

import { metricOf, type MetricName } from '../shared/metrics';
import { processKey, type Attributes, type ProcessKey, type Round } from '../shared/sample';

/** The value of one metric over the whole tree in one round. */
export interface TotalReading {
  readonly metric: MetricName;
  readonly attributes: Attributes;
  /** A counter's total so far; absent where this round cannot tell: one process that counted before was not read. */
  readonly value?: number;
}

interface Total {
  readonly metric: MetricName;
  readonly attributes: Attributes;
  /** The last value that each living process told. */
  readonly last: Map<ProcessKey, Told>;
  /** What a counter has come to. */
  counted: number;
}

/** What a process told, and in which round. */
interface Told {
  value: number;
  round: number;
}

/**
 * Sums the readings of a tree's processes.
 *
 * A counter's total adds up what each process added since it was last read, so that an exit never lowers it; a process
 * that was born since the last round brings all that it has counted, one that was merely found late brings nothing.
 * Resident memory of several processes counts shared pages more than once.
 */
export class TreeTotals {
  private readonly totals = new Map<MetricName, Map<Attributes, Total>>();
  private readonly inOrder: Total[] = [];
  private round = 0;
  private lastRoundMs: number | undefined;

  /** Takes in a round; returns one reading for each metric that the tree has. */
  add(round: Round): readonly TotalReading[] {
    this.round += 1;
    const living = new Set<ProcessKey>();
    for (const sample of round.processes) {
      const key = processKey(sample.process);
      living.add(key);
      const isNewborn = this.lastRoundMs === undefined || sample.process.startTimeMs >= this.lastRoundMs;
      for (const { metric, attributes, value } of sample.readings)
        this.take(this.total(metric, attributes), key, value, isNewborn);
    }
    this.lastRoundMs = round.timeMs;
    return this.inOrder.map((total) => settle(total, this.round, living));
  }

  /** The totals for another program in the same session: counters go on from where they are. */
  renewed(): TreeTotals {
    const next = new TreeTotals();
    for (const { metric, attributes, counted } of this.inOrder) next.total(metric, attributes).counted = counted;
    return next;
  }

  /** Changes what is there in place: a tree of twenty processes tells some five hundred values a round. */
  private take(total: Total, key: ProcessKey, value: number, isNewborn: boolean): void {
    const told = total.last.get(key);
    const previous = told?.value ?? (isNewborn ? 0 : value);
    if (value > previous) total.counted += value - previous;
    if (told === undefined) {
      total.last.set(key, { value, round: this.round });
    } else {
      told.value = value;
      told.round = this.round;
    }
  }

  private total(metric: MetricName, attributes: Attributes): Total {
    let byAttributes = this.totals.get(metric);
    if (byAttributes === undefined) this.totals.set(metric, (byAttributes = new Map<Attributes, Total>()));
    const known = byAttributes.get(attributes);
    if (known !== undefined) return known;
    const added: Total = { metric, attributes, last: new Map<ProcessKey, Told>(), counted: 0 };
    byAttributes.set(attributes, added);
    this.inOrder.push(added);
    return added;
  }
}

/** The reading of a total after a round. Lets go of processes that were not read, unless they live and one waits for them. */
function settle(
  { metric, attributes, last, counted }: Total,
  round: number,
  living: ReadonlySet<ProcessKey>,
): TotalReading {
  const { instrument, total: way } = metricOf(metric);
  const isLargest = way === 'max' || way === 'largestKnown';
  let isPartial = false;
  let sum = 0;
  let largest = -Infinity;
  let unread = 0;
  for (const [key, told] of last) {
    if (told.round === round) {
      sum += told.value;
      largest = Math.max(largest, told.value);
    } else {
      unread += 1;
      isPartial ||= way !== 'largestKnown' && living.has(key);
    }
  }
  // Those that were not read keep their last value, so that a counter takes up where it was.
  if (isPartial) return { metric, attributes };
  if (unread > 0) for (const [key, told] of last) if (told.round !== round) last.delete(key);
  if (last.size === 0) return { metric, attributes };
  if (instrument === 'counter') return { metric, attributes, value: counted };
  return { metric, attributes, value: isLargest ? largest : sum };
}

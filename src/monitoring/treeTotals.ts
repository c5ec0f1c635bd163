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
  last: Map<ProcessKey, number>;
  /** What a counter has come to. */
  counted: number;
}

/**
 * Sums the readings of a tree's processes.
 *
 * A counter's total adds up what each process added since it was last read, so that an exit never lowers it; a process
 * that was born since the last round brings all that it has counted, one that was merely found late brings nothing.
 * Resident memory of several processes counts shared pages more than once.
 */
export class TreeTotals {
  private readonly totals = new Map<string, Total>();
  private lastRoundMs: number | undefined;

  /** Takes in a round; returns one reading for each metric that the tree has. */
  add(round: Round): readonly TotalReading[] {
    const living = new Set<ProcessKey>();
    const seen = new Map<Total, Map<ProcessKey, number>>();
    for (const sample of round.processes) {
      const key = processKey(sample.process);
      living.add(key);
      const isNewborn = this.lastRoundMs === undefined || sample.process.startTimeMs >= this.lastRoundMs;
      for (const reading of sample.readings) {
        const total = this.total(reading.metric, reading.attributes);
        const values = seen.get(total) ?? new Map<ProcessKey, number>();
        seen.set(total, values.set(key, reading.value));
        const previous = total.last.get(key) ?? (isNewborn ? 0 : reading.value);
        if (reading.value > previous) total.counted += reading.value - previous;
      }
    }
    this.lastRoundMs = round.timeMs;
    return [...this.totals.values()].map((total) =>
      settle(total, seen.get(total) ?? new Map<ProcessKey, number>(), living),
    );
  }

  /** The totals for another program in the same session: counters go on from where they are. */
  renewed(): TreeTotals {
    const next = new TreeTotals();
    for (const [key, { metric, attributes, counted }] of this.totals) {
      next.totals.set(key, { metric, attributes, last: new Map<ProcessKey, number>(), counted });
    }
    return next;
  }

  private total(metric: MetricName, attributes: Attributes): Total {
    const key = `${metric}{${attributes}}`;
    const known = this.totals.get(key);
    if (known !== undefined) return known;
    const added: Total = { metric, attributes, last: new Map<ProcessKey, number>(), counted: 0 };
    this.totals.set(key, added);
    return added;
  }
}

function settle(total: Total, values: Map<ProcessKey, number>, living: ReadonlySet<ProcessKey>): TotalReading {
  const { metric, attributes } = total;
  const { instrument, total: way } = metricOf(metric);
  const isPartial = way !== 'largestKnown' && [...total.last.keys()].some((key) => living.has(key) && !values.has(key));
  if (isPartial) {
    // Those that were not read keep their last value, so that a counter takes up where it was.
    for (const [key, value] of values) total.last.set(key, value);
    return { metric, attributes };
  }
  total.last = values;
  if (values.size === 0) return { metric, attributes };
  if (instrument === 'counter') return { metric, attributes, value: total.counted };
  const all = [...values.values()];
  const isLargest = way === 'max' || way === 'largestKnown';
  return { metric, attributes, value: isLargest ? Math.max(...all) : all.reduce((sum, value) => sum + value, 0) };
}

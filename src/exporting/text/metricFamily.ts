/** A family of samples with one name and one meaning, as Prometheus and OpenMetrics know it. */
export interface MetricFamily extends FamilyHead {
  /** Samples of one set of labels stand together, oldest first. */
  readonly samples: Iterable<FamilySample>;
}

/** What is said of a family once. */
export interface FamilyHead {
  /** With the suffix `_total` where it is a counter. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly help: string;
  /** The unit, where the name says it: it is then the name's suffix, but for `_total`. */
  readonly unit?: 'seconds' | 'bytes' | 'ratio';
}

/** One value. */
export interface FamilySample {
  /** The labels as they are written between the braces, escaped: see `labelText`. Empty for none. */
  readonly labels: string;
  readonly value: number;
  /** Epoch milliseconds; absent for what is true now. */
  readonly timeMs?: number;
}

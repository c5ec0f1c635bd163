/**
 * Figures over a set of samples, in the metric's base unit (a counter's: rate per second). Quantiles interpolate
 * linearly between order statistics; `stdDev` is the population's.
 */
export interface Statistics {
  readonly count: number;
  /** What the metric amounted to over the span, for counters only: seconds of CPU, bytes, events. */
  readonly sum?: number;
  readonly mean: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly stdDev: number;
}

/** Judges the values of one series as they come. */
export interface AnomalyDetector {
  /**
   * How unusual a value is, from 0 (as ever) to 1; an alarm from 0.5 on. A value that is not finite scores 0 and leaves
   * no trace. Values are told by their order alone: the detector knows no time.
   */
  handle(value: number): number;
  /** How many values are still to come until it can judge; 0 once it can. */
  readonly samplesToLearn: number;
}

/** From this score on a value counts as an anomaly. */
export const ANOMALY_SCORE = 0.5;

import { ANOMALY_SCORE, type AnomalyDetector } from './detector';

const WINDOW = 20;
const THRESHOLD = 3;

/** A window of n values that holds the judged one knows no greater z-score: (n - 1) / sqrt(n). */
const LARGEST = (WINDOW - 1) / Math.sqrt(WINDOW);

/**
 * The classical baseline: how many standard deviations a value is away from the mean of the last 20, itself among them;
 * 3 is an alarm. It raises many false alarms and is kept for comparison.
 *
 * The score is 0.5 at the threshold and 1 at the greatest z-score that such a window can have (R. Shiffler, "Maximum Z
 * scores and outliers", The American Statistician 42, 1988).
 */
export class ZScoreDetector implements AnomalyDetector {
  private readonly values: number[] = [];

  get samplesToLearn(): number {
    return WINDOW - this.values.length;
  }

  handle(value: number): number {
    if (!Number.isFinite(value)) return 0;
    this.values.push(value);
    if (this.values.length > WINDOW) this.values.shift();
    if (this.values.length < WINDOW) return 0;
    const mean = this.values.reduce((sum, one) => sum + one, 0) / WINDOW;
    const variance = this.values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / WINDOW;
    // Rounding makes equal values differ from their mean by a little.
    if (variance <= (1e-9 * mean) ** 2) return 0;
    const z = Math.abs(value - mean) / Math.sqrt(variance);
    if (z < THRESHOLD) return (ANOMALY_SCORE * z) / THRESHOLD;
    return Math.min(1, ANOMALY_SCORE + ((1 - ANOMALY_SCORE) * (z - THRESHOLD)) / (LARGEST - THRESHOLD));
  }
}

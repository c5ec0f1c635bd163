/** A hole in the rounds: where the gap in the series stands, and how long nothing came, milliseconds. */
export interface RoundGap {
  readonly fromMs: number;
  readonly silentMs: number;
}

/** A hole of more than this many intervals between two rounds is a gap. */
const GAP_INTERVALS = 3;

/** Sees where rounds failed to come. */
export class RoundGaps {
  /** When the last round came, epoch milliseconds; undefined where the next one ends no silence. */
  lastRoundMs: number | undefined;
  /** The interval that was in force at the last round: the next one was due by that. */
  private lastIntervalMs = 0;

  /** Takes in the time of a round and the interval in force; returns the gap before it, where there is one. */
  round(timeMs: number, intervalMs: number): RoundGap | undefined {
    const dueAfterMs = Math.max(this.lastIntervalMs, intervalMs);
    const { lastRoundMs } = this;
    this.lastRoundMs = timeMs;
    this.lastIntervalMs = intervalMs;
    if (lastRoundMs === undefined || timeMs - lastRoundMs <= GAP_INTERVALS * dueAfterMs) return undefined;
    return { fromMs: lastRoundMs + dueAfterMs, silentMs: timeMs - lastRoundMs };
  }

  /** The silence until the next round is explained already, or nobody expected one. */
  forgive(): void {
    this.lastRoundMs = undefined;
  }
}

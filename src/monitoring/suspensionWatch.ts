/** A gap of more than so many intervals, and of so many milliseconds, between two ticks is no mere delay. */
const GAP_INTERVALS = 5;
const LEAST_GAP_MS = 5_000;

/** The wall clock and the one that never steps back may drift apart by this much between two ticks. */
const DRIFT_MS = 2_000;

/** Notices that the machine slept, or that its clock was set: from ticks that should come every second. */
export class SuspensionWatch {
  private last: { readonly timeMs: number; readonly wallMs: number } | undefined;

  /**
   * Takes in a tick: the time on the clock that never steps back, and the wall clock's. Returns how much time means
   * nothing, milliseconds; undefined where all is well.
   */
  tick(timeMs: number, wallMs: number, intervalMs: number): number | undefined {
    const { last } = this;
    this.last = { timeMs, wallMs };
    if (last === undefined) return undefined;
    const gapMs = timeMs - last.timeMs;
    const driftMs = Math.abs(wallMs - last.wallMs - gapMs);
    return isLong(gapMs, intervalMs) || driftMs > DRIFT_MS ? Math.max(gapMs, driftMs) : undefined;
  }

  /** Something else than a tick comes: after a sleep it may be the first to. Returns as `tick` does. */
  observe(timeMs: number, intervalMs: number): number | undefined {
    const { last } = this;
    if (last === undefined) return undefined;
    const gapMs = timeMs - last.timeMs;
    if (!isLong(gapMs, intervalMs)) return undefined;
    this.last = { timeMs, wallMs: last.wallMs + gapMs };
    return gapMs;
  }

  /** Nobody ticks for a while: the next tick is a first one. */
  reset(): void {
    this.last = undefined;
  }
}

function isLong(gapMs: number, intervalMs: number): boolean {
  return gapMs > Math.max(GAP_INTERVALS * intervalMs, LEAST_GAP_MS);
}

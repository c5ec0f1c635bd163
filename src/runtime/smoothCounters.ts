import { COUNTS_BEHIND_MS } from '../shared/agentFrames';
import type { Reading } from '../shared/sample';

interface Increase {
  readonly fromMs: number;
  readonly toMs: number;
  readonly readings: readonly Reading[];
}

/**
 * Counters that grow in steps, read at times of their own. Frames and sampling rounds come each at their own pace; read as
 * they are, a second would have no frame now and then and the next one two. So each step is spread evenly over the
 * time in which it came to be, and read a little later, when it is known.
 */
export class SmoothCounters {
  private readonly settled = new Map<string, Reading>();
  private steps: Increase[] = [];
  /** The counters that have been read before. */
  private readonly begun = new Set<string>();
  private lastTimeMs = -Infinity;

  /** By how much counters grew from one moment to another, epoch milliseconds. */
  add(fromMs: number, toMs: number, readings: readonly Reading[]): void {
    this.steps.push({ fromMs, toMs, readings });
  }

  /**
   * What the counters have come to, as known at a moment. Never less than at a moment before; a counter is read as 0 the
   * first time, so that nothing of what it first counted is lost: a rate needs a value before. `behindMs` is for steps that
   * are longer than a frame's; the shortest is in force at least.
   */
  readAt(nowMs: number, behindMs = COUNTS_BEHIND_MS): readonly Reading[] {
    // Steps that become longer must not take time, and with it the counters, back.
    const timeMs = Math.max(this.lastTimeMs, nowMs - Math.max(COUNTS_BEHIND_MS, behindMs));
    this.lastTimeMs = timeMs;
    for (const step of this.steps) if (step.toMs <= timeMs) for (const reading of step.readings) this.settle(reading);
    this.steps = this.steps.filter((step) => step.toMs > timeMs);
    const values = new Map(this.settled);
    for (const { fromMs, toMs, readings } of this.steps) {
      const share = Math.max(0, (timeMs - fromMs) / (toMs - fromMs));
      for (const reading of readings) add(values, { ...reading, value: reading.value * share });
    }
    return [...values].map(([key, reading]) => (this.isBegun(key) ? reading : { ...reading, value: 0 }));
  }

  private isBegun(key: string): boolean {
    const isBegun = this.begun.has(key);
    this.begun.add(key);
    return isBegun;
  }

  private settle(reading: Reading): void {
    add(this.settled, reading);
  }
}

function add(values: Map<string, Reading>, reading: Reading): void {
  const key = `${reading.metric}{${reading.attributes}}`;
  values.set(key, { ...reading, value: (values.get(key)?.value ?? 0) + reading.value });
}

import type { Instrument } from '../shared/metrics';
import { counterRate, type CounterReading } from './counterRate';

/** The newest value of a series for which a store has no room: it can be shown and judged, but has no history. */
export class UnkeptSeries {
  private newest: CounterReading | undefined;
  private shown: number | undefined;

  constructor(private readonly instrument: Instrument) {}

  /** The newest value, a counter's as its rate; undefined where there is none. */
  get latest(): number | undefined {
    return this.shown;
  }

  /** Takes in a value in place of the last one; false when its time is not later, or a number is not finite. */
  append(timeMs: number, value: number): boolean {
    if (!(timeMs > (this.newest?.timeMs ?? -Infinity)) || !Number.isFinite(timeMs + value)) return false;
    const rate = counterRate(this.newest, { timeMs, value });
    this.newest = { timeMs, value };
    if (this.instrument === 'gauge') this.shown = value;
    else this.shown = rate.kind === 'rate' ? rate.perSecond : undefined;
    return true;
  }

  /** No rate is computed across a gap, and nothing is shown until the next value. */
  appendGap(): void {
    this.newest = undefined;
    this.shown = undefined;
  }
}

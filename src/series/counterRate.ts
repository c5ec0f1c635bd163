/**
 * The rate of a counter between two of its readings.
 *
 * There is none without a previous reading (the first one, or the one behind a gap), none when the counter fell (it was
 * reset: what it counted in between is unknown), and none when no time passed. A missing rate is never 0.
 */
export function counterRate(previous: CounterReading | undefined, next: CounterReading): CounterRate {
  if (previous === undefined) return NO_PREVIOUS;
  if (!(next.timeMs > previous.timeMs)) return NOT_LATER;
  if (next.value < previous.value) return RESET;
  const increase = next.value - previous.value;
  const seconds = (next.timeMs - previous.timeMs) / 1000;
  return { kind: 'rate', perSecond: increase / seconds, increase, seconds };
}

/** What a counter had come to at a moment, epoch milliseconds; the value is finite and in the metric's base unit. */
export interface CounterReading {
  readonly timeMs: number;
  readonly value: number;
}

/** A rate with what it was made of, or why there is none. */
export type CounterRate =
  | {
      readonly kind: 'rate';
      /** Increase per second, in the metric's base unit. */
      readonly perSecond: number;
      readonly increase: number;
      readonly seconds: number;
    }
  | { readonly kind: 'none'; readonly reason: 'noPrevious' | 'notLater' | 'reset' };

const NO_PREVIOUS: CounterRate = { kind: 'none', reason: 'noPrevious' };
const NOT_LATER: CounterRate = { kind: 'none', reason: 'notLater' };
const RESET: CounterRate = { kind: 'none', reason: 'reset' };

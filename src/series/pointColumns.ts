import type { Instrument } from '../shared/metrics';
import type { CounterReading } from './counterRate';

/**
 * What samples come to as points, column by column: a gauge's values, a counter's rates as `counterRate` tells them. Each
 * sample is later than the one before, and all are later than `previous`. Without a rate, the value is NaN.
 */
export function pointColumns(
  instrument: Instrument,
  previous: CounterReading | undefined,
  times: Float64Array,
  values: Float64Array,
): PointColumns {
  if (instrument === 'gauge') return { times, values, amounts: values };
  const rates = new Float64Array(times.length);
  const increases = new Float64Array(times.length);
  const seconds = new Float64Array(times.length);
  let previousMs = previous?.timeMs ?? NaN;
  let previousValue = previous?.value ?? NaN;
  for (let i = 0; i < times.length; i++) {
    const timeMs = times[i] ?? NaN;
    const value = values[i] ?? NaN;
    const increase = value - previousValue;
    const passedSeconds = (timeMs - previousMs) / 1000;
    rates[i] = increase >= 0 ? increase / passedSeconds : NaN;
    increases[i] = increase;
    seconds[i] = passedSeconds;
    previousMs = timeMs;
    previousValue = value;
  }
  return { times, values: rates, amounts: increases, weights: seconds };
}

/** Points in a row; `amounts` and `weights` are their shares in a mean: see `Bucket`. Without weights each is 1. */
export interface PointColumns {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly amounts: Float64Array;
  readonly weights?: Float64Array;
}

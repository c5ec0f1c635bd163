import { TimeSeries } from '../../src/series/timeSeries';
import type { Retention } from '../../src/series/retention';
import type { Instrument } from '../../src/shared/metrics';
import { seededRandom } from './seededRandom';

/** A series of noise with spikes, gaps and resets, and what a naive account of it makes of the same samples. */
export function randomSeries({
  instrument,
  samples,
  seed,
  intervalMs = 1000,
  retention,
}: RandomSeriesOptions): RandomSeries {
  const random = seededRandom(seed);
  const series = new TimeSeries(instrument, retention);
  const points: NaivePoint[] = [];
  const breaksMs: number[] = [];
  let timeMs = START_MS;
  let count = 0;
  let previous: { timeMs: number; value: number } | undefined;
  for (let i = 0; i < samples; i++) {
    timeMs += intervalMs * (0.5 + random());
    if (random() < 0.01) {
      series.appendGap(timeMs);
      if (previous !== undefined) breaksMs.push(timeMs);
      previous = undefined;
      continue;
    }
    const step = random() < 0.005 ? 1_000_000 * random() : 10 * random();
    count = random() < 0.005 ? 0 : count + step;
    const value = instrument === 'gauge' ? step - 5 : count;
    series.append(timeMs, value);
    if (instrument === 'gauge') points.push({ timeMs, value, increase: 0 });
    else if (previous !== undefined && value < previous.value) breaksMs.push(timeMs);
    else if (previous !== undefined) points.push(ratePoint(previous, { timeMs, value }));
    previous = { timeMs, value };
  }
  return { series, points, breaksMs, startMs: START_MS, endMs: timeMs };
}

export interface RandomSeriesOptions {
  readonly instrument: Instrument;
  readonly samples: number;
  readonly seed: number;
  readonly intervalMs?: number;
  readonly retention?: Retention;
}

export interface NaivePoint {
  readonly timeMs: number;
  readonly value: number;
  readonly increase: number;
}

export interface RandomSeries {
  readonly series: TimeSeries;
  /** The points as they are to be read, all at full resolution. */
  readonly points: readonly NaivePoint[];
  /** When the line breaks: at gaps and resets. */
  readonly breaksMs: readonly number[];
  readonly startMs: number;
  readonly endMs: number;
}

const START_MS = 1_700_000_000_000;

function ratePoint(previous: { timeMs: number; value: number }, next: { timeMs: number; value: number }): NaivePoint {
  const increase = next.value - previous.value;
  return { timeMs: next.timeMs, value: increase / ((next.timeMs - previous.timeMs) / 1000), increase };
}

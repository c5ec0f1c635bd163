import { trendOf, type Trend } from '../series/trend';
import { metricOf, type MetricName } from '../shared/metrics';
import type { ActivePoints } from './activePoints';

/** Each run is thinned to the floors of so many spans of equal length, so that what is given back does not count. */
const BINS = 24;

/** A difference in growth over the compared time that is less than this share of the value is none. */
const LEAST_RISE = 0.05;

/**
 * Whether a gauge grows differently in two runs over the same time: robust slopes (Theil-Sen) of which even the
 * intervals of 99 % do not meet. Two such intervals are apart by chance in less than one case of two thousand, so no
 * further correction for the number of metrics is made. Undefined where they meet, for a counter, which is a rate
 * already, and for fewer values than two in each span.
 */
export function compareGrowth(metric: MetricName, before: ActivePoints, after: ActivePoints): GrowthChange | undefined {
  if (metricOf(metric).instrument === 'counter') return undefined;
  const first = trendOfFloors(before);
  const second = trendOfFloors(after);
  if (first === undefined || second === undefined) return undefined;
  const isFaster = second.lowSlope > first.highSlope && second.lowSlope > 0;
  const isSlower = second.highSlope < first.lowSlope && first.lowSlope > 0;
  if (!isFaster && !isSlower) return undefined;
  const seconds = (before.timesMs.at(-1) ?? 0) / 1000;
  const level = Math.abs(before.values[0] ?? 0);
  if (Math.abs(second.slope - first.slope) * seconds < LEAST_RISE * level) return undefined;
  return {
    kind: isFaster ? 'growsFaster' : 'growsSlower',
    beforePerSecond: steadySlope(first),
    afterPerSecond: steadySlope(second),
  };
}

export interface GrowthChange {
  readonly kind: 'growsFaster' | 'growsSlower';
  /** In the metric's unit per second; 0 where no growth could be told from noise. */
  readonly beforePerSecond: number;
  readonly afterPerSecond: number;
}

function steadySlope({ slope, lowSlope }: Trend): number {
  return lowSlope > 0 ? slope : 0;
}

function trendOfFloors({ timesMs, values }: ActivePoints): Trend | undefined {
  if (values.length < 2 * BINS) return undefined;
  const binMs = ((timesMs.at(-1) ?? 0) + 1) / BINS;
  const floors = new Map<number, number>();
  values.forEach((value, i) => {
    const bin = Math.floor((timesMs[i] ?? 0) / binMs);
    floors.set(bin, Math.min(value, floors.get(bin) ?? Infinity));
  });
  const seconds = [...floors.keys()].map((bin) => (bin * binMs) / 1000);
  return trendOf(seconds, [...floors.values()]);
}

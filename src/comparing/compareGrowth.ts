import { trendOf, type Trend } from '../series/trend';
import { metricOf, type MetricName } from '../shared/metrics';
import type { ActivePoints } from './activePoints';

/**
 * Each run is thinned to the floors of so many spans of equal length, each of two values at least, so that what is given
 * back does not count.
 */
const MOST_BINS = 30;
const LEAST_BINS = 15;

/** So much is left out at the beginning: what starts up grows. */
const START_UP = 1 / 6;

/** A difference in growth over the compared time that is less than this share of the value is none. */
const LEAST_RISE = 0.05;

/**
 * Whether a gauge grows differently in two runs over the same time: robust slopes (Theil-Sen) of which even the
 * intervals of 99 % do not meet. Two such intervals are apart by chance in less than one case of two thousand, so no
 * further correction for the number of metrics is made. Growth that levels off is none, and the longer the machine let
 * one of them wait (`heldUpShare`, 0 to below 1), the more must have grown: a start-up then takes longer too. Undefined
 * where the intervals meet, for a counter, which is a rate already, and for too few values.
 */
export function compareGrowth(
  metric: MetricName,
  before: ActivePoints,
  after: ActivePoints,
  heldUpShare: number,
): GrowthChange | undefined {
  if (metricOf(metric).instrument === 'counter') return undefined;
  const [first, second] = [growthOf(before), growthOf(after)];
  if (first === undefined || second === undefined) return undefined;
  const isFaster = second.isSteady && second.trend.lowSlope > first.trend.highSlope;
  const isSlower = first.isSteady && second.trend.highSlope < first.trend.lowSlope;
  if (!isFaster && !isSlower) return undefined;
  const seconds = (before.timesMs.at(-1) ?? 0) / 1000;
  const level = Math.abs(before.values[0] ?? 0);
  if (Math.abs(second.trend.slope - first.trend.slope) * seconds < (LEAST_RISE / (1 - heldUpShare)) * level)
    return undefined;
  return {
    kind: isFaster ? 'growsFaster' : 'growsSlower',
    beforePerSecond: first.isSteady ? first.trend.slope : 0,
    afterPerSecond: second.isSteady ? second.trend.slope : 0,
  };
}

export interface GrowthChange {
  readonly kind: 'growsFaster' | 'growsSlower';
  /** In the metric's unit per second; 0 where no growth could be told from noise. */
  readonly beforePerSecond: number;
  readonly afterPerSecond: number;
}

interface Growth {
  readonly trend: Trend;
  /** Whether it grows beyond chance, and goes on to do so in the second half. */
  readonly isSteady: boolean;
}

function growthOf({ timesMs, values }: ActivePoints): Growth | undefined {
  const bins = Math.min(MOST_BINS, Math.floor(values.length / 2));
  if (bins < LEAST_BINS) return undefined;
  const binMs = ((timesMs.at(-1) ?? 0) + 1) / bins;
  const floors = new Map<number, number>();
  values.forEach((value, i) => {
    const bin = Math.floor((timesMs[i] ?? 0) / binMs);
    if (bin >= START_UP * bins) floors.set(bin, Math.min(value, floors.get(bin) ?? Infinity));
  });
  const seconds = [...floors.keys()].map((bin) => (bin * binMs) / 1000);
  const levels = [...floors.values()];
  const half = Math.floor(levels.length / 2);
  const trend = trendOf(seconds, levels);
  const later = trendOf(seconds.slice(half), levels.slice(half));
  if (trend === undefined || later === undefined) return undefined;
  return { trend, isSteady: trend.lowSlope > 0 && later.slope > trend.slope / 2 };
}

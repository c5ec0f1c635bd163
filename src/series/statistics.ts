import type { Statistics } from '../shared/statistics';
import { meanOf, type Bucket } from './bucket';
import { Moments } from './moments';
import type { PointVisitor } from './pointVisitor';
import type { TimeSeries } from './timeSeries';
import { WeightedValues } from './weightedValues';

/** Up to so many points at full resolution quantiles are exact. */
export const EXACT_POINTS = 10_000;

/**
 * Figures over the points of a series from `fromMs` to `toMs`, both included; infinite bounds are allowed. Undefined
 * when there is no point. Time in a gap does not count.
 *
 * A counter's points are its rates. Their mean is that of the points, each counting once however much time it covers.
 * `sum`, for counters only, is what the counter rose by; what it did across resets and gaps is unknown and left out.
 *
 * `count`, `sum`, `min` and `max` are always exact. Where only buckets of ten seconds are left, each bucket's mean stands for
 * its points, as often as it has points, and buckets at the edges count as a whole; `stdDev` is then a lower bound. With
 * more than 10,000 points at full resolution, quantiles alone are taken from the buckets in the same way.
 */
export function statisticsOf(series: TimeSeries, fromMs: number, toMs: number): Statistics | undefined {
  const collector = new Collector();
  series.visit(fromMs, toMs, collector);
  let { values } = collector;
  if (values === undefined) {
    const coarse = new WeightedValues();
    series.visitBuckets(fromMs, toMs, {
      bucket: (bucket) => {
        coarse.add(meanOf(bucket), bucket.count);
      },
      gap: ignoreGap,
    });
    values = coarse;
  }
  return summarize(collector.moments, values, series.instrument === 'counter' ? collector.amount : undefined);
}

/** The same figures over plain values, without `sum`; values that are not finite are left out. */
export function statisticsOfValues(values: Float64Array): Statistics | undefined {
  const moments = new Moments();
  const weighted = new WeightedValues();
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    moments.add(value, 1);
    weighted.add(value, 1);
  }
  return summarize(moments, weighted, undefined);
}

class Collector implements PointVisitor {
  readonly moments = new Moments();
  amount = 0;
  /** Undefined once there are too many points. */
  values: WeightedValues | undefined = new WeightedValues();
  private points = 0;

  point(_timeMs: number, value: number, amount: number): void {
    this.amount += amount;
    this.moments.add(value, 1);
    this.values?.add(value, 1);
    this.points += 1;
    if (this.points > EXACT_POINTS) this.values = undefined;
  }

  bucket(bucket: Readonly<Bucket>): void {
    const mean = meanOf(bucket);
    this.amount += bucket.amount;
    this.moments.add(mean, bucket.count);
    this.moments.widen(bucket.min, bucket.max);
    this.values?.add(mean, bucket.count);
  }

  gap = ignoreGap;
}

function ignoreGap(): void {
  // Figures are over points; what lies between them does not count.
}

function summarize(moments: Moments, values: WeightedValues, sum: number | undefined): Statistics | undefined {
  const { count, min, max, mean, stdDev } = moments;
  if (count === 0) return undefined;
  const [p50, p95, p99] = values.quantiles([0.5, 0.95, 0.99]);
  if (p50 === undefined || p95 === undefined || p99 === undefined) return undefined;
  return { count, ...(sum === undefined ? {} : { sum }), mean, median: p50, min, max, p50, p95, p99, stdDev };
}

import { firstMsOf, meanOf } from './bucket';
import { foldPoints } from './foldPoints';
import type { TimeSeries } from './timeSeries';

/**
 * The points of a series from `fromMs` to `toMs`, both included, as at most `points` buckets with their smallest,
 * largest and mean value, oldest first. With no more points than that, each is a row of its own with three equal
 * values. Between two buckets that nothing connects there is a row of NaN at the time of the gap, beside the `points`.
 *
 * A counter's values are rates per second, their mean is the increase over the time covered. A row's time is that of
 * the bucket's first extreme. Where only the coarse tier is left, buckets at the edges may reach ten seconds beyond the
 * bounds. Infinite bounds are allowed. Columns are empty when there is no point.
 */
export function query(series: TimeSeries, fromMs: number, toMs: number, points: number): PointColumns {
  const buckets = foldPoints(series, fromMs, toMs, points);
  const gaps = buckets.filter((bucket, i) => bucket.gapMs !== undefined && i < buckets.length - 1).length;
  const columns = columnsOf(buckets.length + gaps);
  let row = 0;
  const write = (timeMs: number, min: number, max: number, mean: number): void => {
    columns.timesMs[row] = timeMs;
    columns.min[row] = min;
    columns.max[row] = max;
    columns.mean[row] = mean;
    row += 1;
  };
  buckets.forEach((bucket, i) => {
    write(firstMsOf(bucket), bucket.min, bucket.max, meanOf(bucket));
    if (bucket.gapMs !== undefined && i < buckets.length - 1) write(bucket.gapMs, NaN, NaN, NaN);
  });
  return columns;
}

/** Rows by column, all of one length, times in epoch milliseconds; a row of NaN is a gap. */
export interface PointColumns {
  readonly timesMs: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
}

function columnsOf(rows: number): PointColumns {
  return {
    timesMs: new Float64Array(rows),
    min: new Float64Array(rows),
    max: new Float64Array(rows),
    mean: new Float64Array(rows),
  };
}

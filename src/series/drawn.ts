import { firstMsOf, type Bucket } from './bucket';
import { foldPoints } from './foldPoints';
import type { PointVisitor } from './pointVisitor';
import type { TimeSeries } from './timeSeries';

/**
 * A line from `fromMs` to `toMs`, both included, of at most `points` points, which are 2 or more: all of them where that suffices, else the
 * smallest and the largest of each of `points / 2` spans, so that no spike is lost. One NaN marks each gap, beside the
 * `points`, also one behind the last point; none comes before the first. A counter's values are rates per second.
 * Infinite bounds are allowed. Empty when there is no point.
 */
export function drawn(series: TimeSeries, fromMs: number, toMs: number, points: number): Line {
  const all = foldPoints(series, fromMs, toMs, points);
  const isEachAlone = all.every((bucket) => bucket.count === 1);
  const line = new LineBuilder();
  for (const bucket of isEachAlone ? all : foldPoints(series, fromMs, toMs, points / 2)) {
    line.bucket(bucket);
    if (bucket.gapMs !== undefined) line.gap(bucket.gapMs);
  }
  return line.build();
}

/**
 * The points after a moment, that moment excluded, as they are, in the shape of `drawn`. A gap after that moment is
 * told even before the first point. Costs only what is new. Empty when nothing came.
 */
export function since(series: TimeSeries, afterMs: number): Line {
  const line = new LineBuilder(afterMs);
  series.visit(afterMs, Infinity, line);
  return line.build();
}

/** Points of a line, oldest first, times in epoch milliseconds; a NaN among the values breaks the line. */
export interface Line {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

class LineBuilder implements PointVisitor {
  private readonly times: number[] = [];
  private readonly values: number[] = [];

  constructor(private readonly afterMs = -Infinity) {}

  point(timeMs: number, value: number): void {
    if (timeMs <= this.afterMs) return;
    this.times.push(timeMs);
    this.values.push(value);
  }

  bucket(bucket: Readonly<Bucket>): void {
    const isMinFirst = bucket.minMs === firstMsOf(bucket);
    if (isMinFirst) this.point(bucket.minMs, bucket.min);
    if (bucket.minMs !== bucket.maxMs) this.point(bucket.maxMs, bucket.max);
    if (!isMinFirst) this.point(bucket.minMs, bucket.min);
  }

  gap(timeMs: number): void {
    if (!Number.isNaN(this.values.at(-1))) this.point(timeMs, NaN);
  }

  build(): Line {
    return { times: Float64Array.from(this.times), values: Float64Array.from(this.values) };
  }
}

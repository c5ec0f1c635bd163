import { addedSince } from './bucketQuantiles';
import { labelled } from './labelled';
import type { Bucket, ToldSeries } from './toldSeries';

/** By how much a series has grown; `buckets` of a histogram hold what came new. */
export interface Grown {
  readonly series: ToldSeries;
  readonly increase: number;
  readonly buckets: readonly Bucket[];
}

interface Before {
  readonly count: number;
  readonly buckets: readonly Bucket[];
}

/** What counters and cumulative histograms had come to when they were told last. */
export class RunningCounts {
  private readonly before = new Map<string, Before>();
  private isFirst = true;

  /**
   * By how much each counter and histogram has grown since it was told before. Those of the first call begin there, with
   * nothing; later ones began at zero, and so does one that has become smaller: the program counts anew.
   */
  take(series: readonly ToldSeries[]): readonly Grown[] {
    const grown = series.flatMap((one) => this.grownOf(one));
    this.isFirst = false;
    return grown;
  }

  private grownOf(series: ToldSeries): readonly Grown[] {
    switch (series.type) {
      case 'gauge':
      case 'quantile':
        return [];
      case 'increase':
        return [{ series, increase: Math.max(0, series.value), buckets: [] }];
      case 'counter':
        return [this.cumulated(series, { count: series.value, buckets: [] })];
      case 'histogram': {
        const { count, buckets } = series;
        return [series.isCumulative ? this.cumulated(series, series) : { series, increase: count, buckets }];
      }
    }
  }

  private cumulated(series: ToldSeries, { count, buckets }: Before): Grown {
    const key = `${series.type}{${labelled(series).attributes}}`;
    const before = this.before.get(key) ?? (this.isFirst ? { count, buckets } : NOTHING);
    this.before.set(key, { count, buckets });
    if (count < before.count) return { series, increase: Math.max(0, count), buckets };
    return { series, increase: count - before.count, buckets: addedSince(before.buckets, buckets) };
  }
}

const NOTHING: Before = { count: 0, buckets: [] };

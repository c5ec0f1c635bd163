import type { Reading } from '../../shared/sample';
import { bucketQuantiles } from './bucketQuantiles';
import { labelled } from './labelled';
import type { Grown } from './runningCounts';
import type { Bucket, ToldSeries } from './toldSeries';

const SHARES = [0.5, 0.95, 0.99] as const;

interface Held {
  readonly timeMs: number;
  readonly reading: Reading;
}

interface Distribution {
  readonly timeMs: number;
  readonly series: ToldSeries;
  readonly buckets: readonly Bucket[];
  isRead: boolean;
}

/** Gauges, and what values were like lately, until they are told anew or have become too old. */
export class HeldValues {
  private readonly values = new Map<string, Held>();
  private readonly distributions = new Map<string, Distribution>();

  /** Takes in what was told at a moment, epoch milliseconds, and what came new in histograms. */
  takeIn(series: readonly ToldSeries[], grown: readonly Grown[], timeMs: number): void {
    for (const one of series) {
      const reading = readingOf(one);
      if (reading !== undefined) this.values.set(`${reading.metric}{${reading.attributes}}`, { timeMs, reading });
    }
    for (const { series: one, buckets } of grown) if (one.type === 'histogram') this.add(one, buckets, timeMs);
  }

  /** What was told within `freshMs`; of histograms what came since the last call, or the last again where none came. */
  readAt(nowMs: number, freshMs: number): readonly Reading[] {
    const isFresh = ({ timeMs }: { readonly timeMs: number }): boolean => nowMs - timeMs <= freshMs;
    for (const [key, held] of this.values) if (!isFresh(held)) this.values.delete(key);
    for (const [key, held] of this.distributions) if (!isFresh(held)) this.distributions.delete(key);
    const quantiles = [...this.distributions.values()].flatMap((distribution) => {
      distribution.isRead = true;
      return quantilesOf(distribution);
    });
    return [...[...this.values.values()].map(({ reading }) => reading), ...quantiles];
  }

  private add(series: ToldSeries, buckets: readonly Bucket[], timeMs: number): void {
    const key = labelled(series).attributes;
    const known = this.distributions.get(key);
    const unread = known === undefined || known.isRead ? [] : known.buckets;
    const all = [...unread, ...buckets].filter(({ count }) => count > 0);
    // Without a new value there is nothing to say of what values are like.
    if (all.length === 0) this.distributions.delete(key);
    else this.distributions.set(key, { timeMs, series, buckets: all, isRead: false });
  }
}

/** Undefined for what is counted. */
function readingOf(series: ToldSeries): Reading | undefined {
  switch (series.type) {
    case 'gauge':
      return { metric: 'app.value', ...labelled(series), value: series.value };
    case 'quantile':
      return { metric: 'app.distribution', ...labelled(series, { quantile: series.quantile }), value: series.value };
    case 'counter':
    case 'increase':
    case 'histogram':
      return undefined;
  }
}

function quantilesOf({ series, buckets }: Distribution): readonly Reading[] {
  return bucketQuantiles(buckets, SHARES).map((value, i) => ({
    metric: 'app.distribution',
    ...labelled(series, { quantile: String(SHARES[i]) }),
    value,
  }));
}

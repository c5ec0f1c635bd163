import { GrowthDetector, type Growth } from '../detection/growth';
import { meanOf } from '../series/bucket';
import type { SessionStore } from '../series/sessionStore';
import { statisticsOf } from '../series/statistics';
import type { TimeSeries } from '../series/timeSeries';
import type { MetricName } from '../shared/metrics';
import type { ProcessKey } from '../shared/sample';
import type { Statistics } from '../shared/statistics';

/** What the series of a run say about a range of time: of the whole tree, or of one process. */
export class Figures {
  constructor(
    private readonly store: SessionStore,
    private readonly fromMs: number,
    private readonly toMs: number,
    private readonly process?: ProcessKey,
  ) {}

  /** The same range, of one process. */
  of(process: ProcessKey): Figures {
    return new Figures(this.store, this.fromMs, this.toMs, process);
  }

  /** Statistics of a metric over the range; undefined where it has no point there. */
  statistics(metric: MetricName): Statistics | undefined {
    const series = this.series(metric);
    return series && statisticsOf(series, this.fromMs, this.toMs);
  }

  /** The mean of a metric over the range; undefined where it has no point there. */
  mean(metric: MetricName): number | undefined {
    return this.statistics(metric)?.mean;
  }

  /** The share of the points that are at or above a limit, 0 to 1; undefined where there is no point. */
  shareAbove(metric: MetricName, limit: number): number | undefined {
    const values = this.values(metric);
    return values.length === 0 ? undefined : values.filter(([, value]) => value >= limit).length / values.length;
  }

  /** Whether the floor of a metric grows over the range, and how fast; undefined where it does not. */
  growth(metric: MetricName): Growth | undefined {
    const values = this.values(metric);
    const [first] = values;
    const last = values.at(-1);
    if (first === undefined || last === undefined || last[0] <= first[0]) return undefined;
    const detector = new GrowthDetector(last[0] - first[0]);
    let growth: Growth | undefined;
    for (const [timeMs, value] of values) growth = detector.add(timeMs, value);
    return growth;
  }

  private series(metric: MetricName): TimeSeries | undefined {
    const process = this.process === undefined ? {} : { process: this.process };
    return this.store.find({ ...process, metric, attributes: '' });
  }

  /** The values of a metric over the range, oldest first: a counter's as its rate. */
  values(metric: MetricName): readonly (readonly [timeMs: number, value: number])[] {
    const values: (readonly [number, number])[] = [];
    this.series(metric)?.visit(this.fromMs, this.toMs, {
      point: (timeMs, value) => values.push([timeMs, value]),
      bucket: (bucket) => values.push([bucket.minMs, meanOf(bucket)]),
      gap: () => undefined,
    });
    return values;
  }
}

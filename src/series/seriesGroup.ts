import type { MetricName } from '../shared/metrics';
import type { Attributes, ProcessKey } from '../shared/sample';
import type { SeriesKey } from './seriesKey';
import type { TimeSeries } from './timeSeries';

/** The series of one process, or of the tree where there is no process. They are evicted together. */
export class SeriesGroup {
  /** When the process exited, epoch milliseconds; undefined while it lives. */
  endedAtMs: number | undefined;
  private readonly byMetric = new Map<MetricName, Map<Attributes, TimeSeries>>();

  constructor(readonly process: ProcessKey | undefined) {}

  get size(): number {
    return this.all().length;
  }

  /** Bytes held by its series. */
  get bytes(): number {
    return this.all().reduce((sum, series) => sum + series.bytes, 0);
  }

  find({ metric, attributes }: SeriesKey): TimeSeries | undefined {
    return this.byMetric.get(metric)?.get(attributes);
  }

  add({ metric, attributes }: SeriesKey, series: TimeSeries): void {
    const byAttributes = this.byMetric.get(metric) ?? new Map<Attributes, TimeSeries>();
    this.byMetric.set(metric, byAttributes.set(attributes, series));
  }

  keys(): readonly SeriesKey[] {
    const process = this.process === undefined ? {} : { process: this.process };
    return [...this.byMetric].flatMap(([metric, byAttributes]) =>
      [...byAttributes.keys()].map((attributes) => ({ ...process, metric, attributes })),
    );
  }

  /** Visits its series in the order of `keys`, without making a key for each. */
  visit(visit: (metric: MetricName, attributes: Attributes, series: TimeSeries) => void): void {
    for (const [metric, byAttributes] of this.byMetric) {
      for (const [attributes, series] of byAttributes) visit(metric, attributes, series);
    }
  }

  all(): readonly TimeSeries[] {
    return [...this.byMetric.values()].flatMap((byAttributes) => [...byAttributes.values()]);
  }

  /** Empties all of its series for good. */
  evict(): void {
    for (const series of this.all()) series.evict();
    this.byMetric.clear();
  }
}

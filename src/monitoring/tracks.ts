import { metricOf, type MetricName } from '../shared/metrics';
import type { Attributes, ProcessKey } from '../shared/sample';
import type { SessionStore } from '../series/sessionStore';
import { TimeSeries } from '../series/timeSeries';
import { UnkeptSeries } from '../series/unkeptSeries';

/** Handles to the series of one process, or of the tree where there is no process, so that no key is built per value. */
export class Tracks {
  private readonly byMetric = new Map<MetricName, Map<Attributes, Track>>();

  constructor(
    private readonly store: SessionStore,
    private readonly process?: ProcessKey,
  ) {}

  /**
   * Appends a value; returns it as it is shown, a counter's as its rate: undefined where there is none. One for
   * which the store has no room is shown all the same, and counted there as dropped.
   */
  append(metric: MetricName, attributes: Attributes, timeMs: number, value: number): number | undefined {
    const series = this.series(metric, attributes);
    return series.append(timeMs, value) ? series.latest : undefined;
  }

  /** Marks a gap in all series: no line is drawn and no rate is computed across it. */
  appendGap(timeMs: number): void {
    for (const series of this.all()) series.appendGap(timeMs);
  }

  /** Marks a gap in one series. */
  gapIn(metric: MetricName, attributes: Attributes, timeMs: number): void {
    this.byMetric.get(metric)?.get(attributes)?.appendGap(timeMs);
  }

  /** The newest value of each metric, as it is shown: a counter's as its rate. Metrics without one are absent. */
  latest(): Partial<Record<MetricName, number>> {
    const values: Partial<Record<MetricName, number>> = {};
    for (const [metric, byAttributes] of this.byMetric) {
      const value = byAttributes.get('')?.latest;
      if (value !== undefined) values[metric] = value;
    }
    return values;
  }

  private *all(): Iterable<Track> {
    for (const byAttributes of this.byMetric.values()) yield* byAttributes.values();
  }

  /** As long as there is no room for a series, the store is asked again: an exit may make some. */
  private series(metric: MetricName, attributes: Attributes): Track {
    let byAttributes = this.byMetric.get(metric);
    if (byAttributes === undefined) this.byMetric.set(metric, (byAttributes = new Map<Attributes, Track>()));
    const known = byAttributes.get(attributes);
    if (known instanceof TimeSeries) return known;
    const process = this.process === undefined ? {} : { process: this.process };
    const series =
      this.store.series({ ...process, metric, attributes }) ?? known ?? new UnkeptSeries(metricOf(metric).instrument);
    byAttributes.set(attributes, series);
    return series;
  }
}

type Track = TimeSeries | UnkeptSeries;

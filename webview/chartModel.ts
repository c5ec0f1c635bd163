import { CHARTS, METRICS, metricOf, type ChartId, type Metric, type MetricName } from '../src/shared/metrics';
import type { ChosenNames } from '../src/shared/panelChoices';
import { attributesOf } from '../src/shared/sample';
import { quantityOf, type Quantity } from '../src/shared/units';
import { attributesLabel, attributesName } from '../src/shared/attributesLabel';
import { chartTitle } from './chartTitle';
import { displayText } from './displayText';
import { seriesKey, type Series, type SeriesKey } from './series';
import { t } from './l10n';

/** One line of a chart. */
export interface ChartLine {
  readonly key: SeriesKey;
  /** What tells it from the chart's other lines: `user`, `Threads`. */
  readonly label: string;
  readonly quantity: Quantity;
  readonly series: Series;
}

/** The series that a chart's tile and statistics are about: the sum of its first metric. */
export interface Headline {
  readonly metric: MetricName;
  readonly title: string;
  readonly quantity: Quantity;
  readonly series: Series | undefined;
}

type SeriesMap = ReadonlyMap<SeriesKey, Series>;

/**
 * The lines of a chart, as the catalogue declares them, of which there is a series. A breakdown of which nothing is
 * known (a source that reads sums only) gives the sum instead. Empty when nothing of the chart is measured. Of what is
 * told by name, a `name` leaves only its own lines.
 */
export function chartLines(chart: ChartId, series: SeriesMap, name?: string): readonly ChartLine[] {
  return metricsOf(chart).flatMap((metric) => {
    const parts = linesOf(metric, series, name);
    return parts.length > 0 ? parts : sumOf(metric, series);
  });
}

/** How many series of a chart are not drawn, because there are more than can be told apart. */
export function hiddenLines(chart: ChartId, series: SeriesMap, name?: string): number {
  return labelledMetrics(chart).reduce(
    (hidden, metric) => hidden + Math.max(0, labelledLines(metric, series, name).length - MOST_LINES),
    0,
  );
}

/** The names among which a person can choose in a chart, in order; empty where its lines are not told by name. */
export function lineNames(chart: ChartId, series: SeriesMap): readonly string[] {
  const metrics = new Set<MetricName>(labelledMetrics(chart).map((metric) => metric.name));
  const names = [...series.values()].flatMap((one) =>
    metrics.has(one.metric) ? (attributesName(one.attributes) ?? []) : [],
  );
  return [...new Set(names)].sort((one, other) => one.localeCompare(other));
}

/** The one name that a person chose for a chart; undefined for all, and where what was chosen in another run is not there. */
export function chosenName(chart: ChartId, chosen: ChosenNames, series: SeriesMap): string | undefined {
  const name = chosen[chart];
  return name !== undefined && lineNames(chart, series).includes(name) ? name : undefined;
}

/** The charts of which something is measured, in the order of the catalogue. */
export function measuredCharts(series: SeriesMap): readonly ChartId[] {
  const measured = new Set<ChartId>();
  for (const [key, { metric }] of series) {
    const chart = CHART_OF_KEY.get(key) ?? CHART_OF_LABELLED.get(metric);
    if (chart !== undefined) measured.add(chart);
  }
  return CHARTS.map((chart) => chart.id).filter((id) => measured.has(id));
}

/** The metric that a chart is about: its first. */
export function headlineMetric(chart: ChartId): MetricName {
  return headlineRecord(chart).name;
}

/** The headline of a chart; where one `name` is drawn only, that of the name. */
export function headlineOf(chart: ChartId, series: SeriesMap, name?: string): Headline {
  const metric = headlineRecord(chart);
  const isNamed = name !== undefined && metric.chart.draw === 'attributes';
  const sum = isNamed ? undefined : series.get(seriesKey(metric.name));
  // What the program counts for itself has no sum: the first line stands for the chart.
  const [first] = sum === undefined && metric.chart.draw === 'attributes' ? linesOf(metric, series, name) : [];
  return {
    metric: metric.name,
    title: first?.label ?? t(metric.title),
    quantity: quantityOf(metric),
    series: sum ?? first?.series,
  };
}

function headlineRecord(chart: ChartId): ChartedMetric {
  const [metric] = metricsOf(chart);
  if (metric === undefined) throw new Error(`no metric of the catalogue is drawn in the chart ${chart}`);
  return metric;
}

type ChartedMetric = Metric & { readonly name: MetricName; readonly chart: NonNullable<Metric['chart']> };

/** All metrics that are drawn, in the order of the catalogue: looked up for each chart at every redraw. */
const CHARTED = METRICS.map((metric) => ({ ...metricOf(metric.name), name: metric.name })).filter(
  (metric): metric is ChartedMetric => metric.chart !== undefined,
);

/** The charts of all series that are known beforehand: sums and breakdowns. */
const CHART_OF_KEY: ReadonlyMap<SeriesKey, ChartId> = new Map(
  CHARTED.flatMap((metric) =>
    [seriesKey(metric.name), ...partKeys(metric)].map((key) => [key, metric.chart.id] as const),
  ),
);

/** The charts of metrics that are told with whatever attributes. */
const CHART_OF_LABELLED: ReadonlyMap<MetricName, ChartId> = new Map(
  CHARTED.filter(({ chart }) => chart.draw === 'attributes').map(({ name, chart }) => [name, chart.id] as const),
);

function metricsOf(chart: ChartId): readonly ChartedMetric[] {
  return CHARTED.filter((metric) => metric.chart.id === chart);
}

function labelledMetrics(chart: ChartId): readonly ChartedMetric[] {
  return metricsOf(chart).filter((metric) => metric.chart.draw === 'attributes');
}

/** More lines than colours cannot be told apart. */
const MOST_LINES = 6;

function linesOf(metric: ChartedMetric, series: SeriesMap, name?: string): readonly ChartLine[] {
  switch (metric.chart.draw) {
    case 'sum':
      return [];
    case 'breakdown':
      return partsOf(metric, series);
    case 'attributes':
      return labelledLines(metric, series, name).slice(0, MOST_LINES);
  }
}

/** One line for each set of attributes that there is, in the order of their labels. */
function labelledLines(metric: ChartedMetric, series: SeriesMap, name?: string): readonly ChartLine[] {
  return [...series.values()]
    .filter((one) => one.metric === metric.name && one.attributes !== '')
    .filter((one) => name === undefined || attributesName(one.attributes) === name)
    .flatMap((one) =>
      lineOf(metric, displayText(attributesLabel(one.attributes)), seriesKey(metric.name, one.attributes), series),
    )
    .sort((one, other) => one.label.localeCompare(other.label));
}

function partsOf(metric: ChartedMetric, series: SeriesMap): readonly ChartLine[] {
  const keys = partKeys(metric);
  return (metric.breakdown?.values ?? []).flatMap((value, index) => {
    const key = keys[index];
    return key === undefined ? [] : lineOf(metric, t(value), key, series);
  });
}

/** The keys of a breakdown's series, in the order of its values; empty where none is drawn. */
function partKeys({ name, breakdown, chart }: ChartedMetric): readonly SeriesKey[] {
  if (breakdown === undefined || chart.draw !== 'breakdown') return [];
  return breakdown.values.map((value) => seriesKey(name, attributesOf({ [breakdown.attribute]: value })));
}

function sumOf(metric: ChartedMetric, series: SeriesMap): readonly ChartLine[] {
  return lineOf(metric, titleWithin(metric.chart.id, t(metric.title)), seriesKey(metric.name), series);
}

/** What a metric's title says beyond that of its chart: `p99` of `Event loop delay, p99`. */
function titleWithin(chart: ChartId, title: string): string {
  const known = `${chartTitle(chart)}, `;
  return title.startsWith(known) ? title.slice(known.length) : title;
}

function lineOf(metric: Metric, label: string, key: SeriesKey, series: SeriesMap): readonly ChartLine[] {
  const found = series.get(key);
  return found === undefined ? [] : [{ key, label, quantity: quantityOf(metric), series: found }];
}

import { METRICS, metricOf, type MetricName } from '../src/shared/metrics';
import type { StatisticsRow } from '../src/shared/protocol';
import type { Statistics } from '../src/shared/statistics';
import { formatText, quantityOf, type Quantity } from '../src/shared/units';
import { lastKnownValue, latestValue, seriesKey } from './series';
import { isPresent, shownView, type PanelState } from './state';
import { t } from './l10n';

export const NAME = t('Metric');
export const LATEST = t('Latest');
export const TOTAL = t('Total');
export const SAMPLES = t('Samples');

/** The figures of the table, each a column. */
export const FIGURES = [
  { title: t('Mean'), figure: 'mean', help: t('The average of the samples') },
  { title: t('Median'), figure: 'median', help: t('Half of the samples are at or below this value') },
  { title: t('Min'), figure: 'min', help: t('The smallest sample') },
  { title: t('Max'), figure: 'max', help: t('The largest sample') },
  { title: t('p95'), figure: 'p95', help: t('95 % of the samples are at or below this value: 1 in 20 is above it') },
  { title: t('p99'), figure: 'p99', help: t('99 % of the samples are at or below this value: 1 in 100 is above it') },
  { title: t('Std dev'), figure: 'stdDev', help: t('Standard deviation: how far samples stray from the mean') },
] as const satisfies readonly { title: string; figure: keyof Statistics; help: string }[];

/** One metric with its figures, in the metric's base unit. */
export interface FigureRow {
  readonly metric: MetricName;
  readonly title: string;
  /** The present value, or of a time that is over the last that is known. */
  readonly latest: number | undefined;
  readonly statistics: Statistics;
}

/** The rows of the span that is chosen, in the order of the catalogue; empty before there are statistics. */
export function figureRows(state: PanelState): readonly FigureRow[] {
  const { live, choices } = state;
  const toMs = shownView(state)?.range?.toMs;
  const byMetric = new Map<MetricName, StatisticsRow>(live.statistics.map((row) => [row.metric, row]));
  return METRICS.flatMap(({ name: metric, title }) => {
    const statistics = byMetric.get(metric)?.[choices.statisticsSpan];
    if (statistics === undefined) return [];
    const series = live.series.get(seriesKey(metric));
    const latest = isPresent(state) ? latestValue(series) : lastKnownValue(series, toMs);
    return [{ metric, title: t(title), latest, statistics }];
  });
}

/** The titles of the columns, in order. */
export const TITLES = [NAME, LATEST, ...FIGURES.map(({ title }) => title), TOTAL, SAMPLES] as const;

/** What a row is sorted by under the title of a column. */
export function sortValue({ title: name, latest, statistics }: FigureRow, column: string): number | string | undefined {
  switch (column) {
    case NAME:
      return name;
    case LATEST:
      return latest;
    case TOTAL:
      return statistics.sum;
    case SAMPLES:
      return statistics.count;
    default:
      return figureNamed(column, statistics);
  }
}

/** The texts of a row's cells behind its title, in units that fit the size. */
export function cellTexts({ metric, latest, statistics }: FigureRow): readonly string[] {
  const record = metricOf(metric);
  const quantity = quantityOf(record);
  return [
    formatText(latest, quantity),
    ...FIGURES.map(({ figure }) => formatText(statistics[figure], quantity)),
    formatText(statistics.sum, totalQuantity(quantity)),
    formatText(statistics.count, 'count'),
  ];
}

function figureNamed(title: string, statistics: Statistics): number | undefined {
  const known = FIGURES.find((one) => one.title === title);
  return known === undefined ? undefined : statistics[known.figure];
}

/** What a counter amounts to over a span, where its rate is of a quantity. */
function totalQuantity(rate: Quantity): Quantity {
  switch (rate) {
    case 'cores':
      return 'seconds';
    case 'bytesPerSecond':
      return 'bytes';
    case 'perSecond':
    case 'bytes':
    case 'seconds':
    case 'count':
    case 'ratio':
      return 'count';
  }
}

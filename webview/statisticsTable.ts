import { METRICS, metricOf, type MetricName } from '../src/shared/metrics';
import type { StatisticsRow } from '../src/shared/protocol';
import type { Statistics } from '../src/shared/statistics';
import { formatText, quantityOf } from '../src/shared/units';
import { createChangeDetector } from './changeDetector';
import { localClockText } from './clockText';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setShown, setText } from './dom';
import { windowText } from './headerText';
import { createKeyedList, type ItemView } from './keyedList';
import type { StatisticsSpan } from './savedState';
import { latestValue, seriesKey } from './series';
import { type PanelState } from './state';
import { createTable, numberCells } from './table';

/** The figures of the table, each a column. */
const FIGURES = [
  { title: 'Mean', figure: 'mean', help: 'The average of the samples' },
  { title: 'Median', figure: 'median', help: 'Half of the samples are at or below this value' },
  { title: 'Min', figure: 'min', help: 'The smallest sample' },
  { title: 'Max', figure: 'max', help: 'The largest sample' },
  { title: 'p95', figure: 'p95', help: '95 % of the samples are at or below this value' },
  { title: 'p99', figure: 'p99', help: '99 % of the samples are at or below this value' },
  { title: 'Std dev', figure: 'stdDev', help: 'Standard deviation: how far samples stray from the mean' },
] as const satisfies readonly { title: string; figure: keyof Statistics; help: string }[];

const SPANS = [
  { span: 'window', title: 'Shown' },
  { span: 'run', title: 'Run' },
] as const satisfies readonly { span: StatisticsSpan; title: string }[];

interface Row {
  readonly metric: MetricName;
  readonly now: number | undefined;
  readonly statistics: Statistics;
}

/** The statistics of the visible window or of the whole run, with the switch between them. */
export function createStatisticsTable(dispatch: Dispatch): Component {
  const switches = SPANS.map(({ span, title }) => {
    const show = (): void => {
      dispatch({ type: 'showSpan', span });
    };
    return { span, button: button({ class: 'segment', text: title }, show) };
  });
  const group = element('div', { class: 'segments', attributes: { role: 'group', 'aria-label': 'Statistics of' } });
  group.append(...switches.map((one) => one.button));
  const table = createTable('Statistics', [
    { title: 'Metric', isNumber: false },
    { title: 'Now', isNumber: true },
    ...FIGURES.map(({ title, help }) => ({ title, help, isNumber: true })),
    { title: 'Samples', help: 'How many values the figures rest on', isNumber: true },
  ]);
  const rows = createKeyedList<Row>(table.body, (row) => row.metric, createRow);
  const hasChanged = createChangeDetector();
  const section = element('div', { class: 'statistics' }, group, table.element);
  return {
    element: section,
    update(state) {
      if (!hasChanged(state.live, state.view, state.statisticsSpan)) return;
      setShown(section, state.live.series.size > 0);
      setText(table.caption, captionOf(state));
      for (const one of switches) {
        setAttribute(one.button, 'aria-pressed', String(one.span === state.statisticsSpan));
      }
      rows.update(rowsOf(state));
    },
  };
}

function createRow(): ItemView<Row> {
  const title = element('th', { attributes: { scope: 'row' } });
  const cells = numberCells(FIGURES.length + 2);
  return {
    element: element('tr', {}, title, ...cells),
    update({ metric, now, statistics }) {
      const record = metricOf(metric);
      const quantity = quantityOf(record);
      setText(title, record.title);
      setAttribute(title, 'title', record.description);
      const figures = FIGURES.map(({ figure }) => formatText(statistics[figure], quantity));
      const texts = [formatText(now, quantity), ...figures, formatText(statistics.count, 'count')];
      cells.forEach((cell, index) => {
        setText(cell, texts[index] ?? '');
      });
    },
  };
}

function rowsOf(state: PanelState): readonly Row[] {
  const frame = state.live;
  const byMetric = new Map<MetricName, StatisticsRow>(frame.statistics.map((row) => [row.metric, row]));
  return METRICS.flatMap(({ name: metric }) => {
    const statistics = byMetric.get(metric)?.[state.statisticsSpan];
    return statistics === undefined
      ? []
      : [{ metric, now: latestValue(frame.series.get(seriesKey(metric))), statistics }];
  });
}

function captionOf({ statisticsSpan, view }: PanelState): string {
  const { range, window = 'all' } = view ?? {};
  if (statisticsSpan === 'window' && range !== undefined) {
    return `Statistics of ${localClockText(range.fromMs)} to ${localClockText(range.toMs)}, pauses left out`;
  }
  const span = statisticsSpan === 'run' || window === 'all' ? 'whole run' : `last ${windowText(window)}`;
  return `Statistics of the ${span}, pauses left out`;
}

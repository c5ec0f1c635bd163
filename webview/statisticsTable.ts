import { metricOf } from '../src/shared/metrics';
import type { StatisticsSpan } from '../src/shared/panelChoices';
import type { WebviewMessage } from '../src/shared/protocol';
import { createChangeDetector } from './changeDetector';
import { localClockText } from './clockText';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setShown, setText } from './dom';
import { windowText } from './headerText';
import { createKeyedList, type ItemView } from './keyedList';
import { sortedBy } from './sorting';
import type { PanelState } from './state';
import {
  cellTexts,
  figureRows,
  FIGURES,
  LATEST,
  NAME,
  SAMPLES,
  sortValue,
  TOTAL,
  type FigureRow,
} from './statisticsRows';
import { statisticsMarkdown, statisticsTsv } from './statisticsText';
import { createTable, numberCells } from './table';
import { t } from './l10n';

const SPANS = [
  { span: 'window', title: t('Shown') },
  { span: 'run', title: t('Run') },
] as const satisfies readonly { span: StatisticsSpan; title: string }[];

const COPIES = [
  { title: t('Copy'), help: t('Copy for a spreadsheet: values between tabs, in base units'), textOf: statisticsTsv },
  { title: t('Copy as Markdown'), help: t('Copy as a table of Markdown, as shown here'), textOf: statisticsMarkdown },
] as const;

/** The statistics of the time shown or of the whole run, with the switch between them; sortable, and can be copied. */
export function createStatisticsTable(dispatch: Dispatch, post: (message: WebviewMessage) => void): Component {
  let shown: PanelState | undefined;
  const switches = SPANS.map(({ span, title }) => {
    const show = (): void => {
      dispatch({ type: 'showSpan', span });
    };
    return { span, button: button({ class: 'segment', text: title }, show) };
  });
  const group = element('div', { class: 'segments', attributes: { role: 'group', 'aria-label': t('Statistics of') } });
  group.append(...switches.map((one) => one.button));
  const rowsOf = (state: PanelState): readonly FigureRow[] =>
    sortedBy(figureRows(state), state.choices.sorts.statistics, sortValue);
  const copies = COPIES.map(({ title, help, textOf }) =>
    button({ class: 'link', text: title, attributes: { title: help } }, () => {
      if (shown !== undefined) post({ type: 'copy', text: textOf(rowsOf(shown)) });
    }),
  );
  const tools = element('div', { class: 'table-tools' }, ...copies, group);
  const columns = [
    { title: NAME, isNumber: false },
    { title: LATEST, help: t('The value now; of a time that is over the last that is known'), isNumber: true },
    ...FIGURES.map(({ title, help }) => ({ title, help, isNumber: true })),
    { title: TOTAL, help: t('What a counter amounted to: seconds of CPU, bytes, events'), isNumber: true },
    { title: SAMPLES, help: t('How many values the figures rest on'), isNumber: true },
  ];
  const table = createTable(t('Statistics'), columns, (column) => {
    dispatch({ type: 'sortTable', table: 'statistics', column });
  });
  const rows = createKeyedList<FigureRow>(table.body, (row) => row.metric, createRow);
  const hasChanged = createChangeDetector();
  const section = element('div', { class: 'statistics' }, tools, table.element);
  return {
    element: section,
    update(state) {
      shown = state;
      const { statisticsSpan, sorts } = state.choices;
      if (!hasChanged(state.live, state.view, statisticsSpan, sorts)) return;
      setShown(section, state.live.series.size > 0);
      setText(table.caption, captionOf(state));
      for (const one of switches) {
        setAttribute(one.button, 'aria-pressed', String(one.span === statisticsSpan));
      }
      table.showSort(sorts.statistics);
      rows.update(rowsOf(state));
    },
  };
}

function createRow(): ItemView<FigureRow> {
  const title = element('th', { attributes: { scope: 'row' } });
  const cells = numberCells(FIGURES.length + 3);
  return {
    element: element('tr', {}, title, ...cells),
    update(row) {
      setText(title, row.title);
      setAttribute(title, 'title', t(metricOf(row.metric).description));
      const texts = cellTexts(row);
      cells.forEach((cell, index) => {
        setText(cell, texts[index] ?? '');
      });
    },
  };
}

function captionOf({ choices: { statisticsSpan }, view }: PanelState): string {
  const { range, window = 'all' } = view ?? {};
  if (statisticsSpan === 'window' && range !== undefined) {
    return t('Statistics of {0} to {1}, pauses left out', localClockText(range.fromMs), localClockText(range.toMs));
  }
  const isWhole = statisticsSpan === 'run' || window === 'all';
  return isWhole
    ? t('Statistics of the whole run, pauses left out')
    : t('Statistics of the last {0}, pauses left out', windowText(window));
}

import { formatText, type Quantity } from '../src/shared/units';
import { createChangeDetector } from './changeDetector';
import { chartLines, chosenName, measuredCharts } from './chartModel';
import { localClockText } from './clockText';
import type { Component } from './component';
import { element, setShown } from './dom';
import { valueAt, type Series } from './series';
import { selectedSession, shownView, type PanelState } from './state';
import { createTable } from './table';
import { rangeOf } from './timeRange';
import { t } from './l10n';
import { chartTitle } from './chartTitle';

/** So many moments are listed, at equal distances over the time shown. */
const MOMENTS = 30;

/** A column of the table: one line of a chart. */
interface LineColumn {
  readonly title: string;
  readonly quantity: Quantity;
  readonly series: Series;
}

/** The charts as a table: the values of all lines at some moments of the time shown, newest first. */
export function createValueTable(): Component {
  const section = element('section', { class: 'values' });
  const hasChanged = createChangeDetector();
  return {
    element: section,
    update(state) {
      const { chosenCharts } = state;
      const { isTable, chosenNames } = state.choices;
      setShown(section, isTable && state.live.series.size > 0);
      if (!isTable || !hasChanged(state.live, shownView(state), chosenCharts, chosenNames)) return;
      const columns = columnsOf(state);
      const table = createTable(t('Values'), [
        { title: t('Time'), isNumber: false },
        ...columns.map(({ title }) => ({ title, isNumber: true })),
      ]);
      table.caption.textContent = t('Values in the time shown');
      const { moments, toleranceMs } = momentsOf(state);
      table.body.append(...moments.map((timeMs) => rowOf(timeMs, columns, toleranceMs)));
      const { scrollTop = 0, scrollLeft = 0 } = section.firstElementChild ?? {};
      section.replaceChildren(table.element);
      table.element.scrollTo(scrollLeft, scrollTop);
    },
  };
}

function columnsOf({ live, chosenCharts, choices: { chosenNames } }: PanelState): readonly LineColumn[] {
  return measuredCharts(live.series)
    .filter((id) => chosenCharts.includes(id))
    .flatMap((id) => {
      const chart = chartTitle(id);
      const lines = chartLines(id, live.series, chosenName(id, chosenNames, live.series));
      return lines.map(({ label, quantity, series }) => ({
        title: lines.length === 1 || label === chart ? chart : t('{0}: {1}', chart, label),
        quantity,
        series,
      }));
    });
}

function momentsOf(state: PanelState): { readonly moments: readonly number[]; readonly toleranceMs: number } {
  const range = rangeOf(shownView(state) ?? { window: 'all' }, selectedSession(state), state.live.nowMs);
  const stepMs = (range.toMs - range.fromMs) / MOMENTS;
  const moments = Array.from({ length: MOMENTS + 1 }, (_, index) => range.toMs - index * stepMs);
  return { moments, toleranceMs: Math.max(stepMs / 2, 2 * (state.monitor?.intervalMs ?? 0)) };
}

function rowOf(timeMs: number, columns: readonly LineColumn[], toleranceMs: number): HTMLTableRowElement {
  const cells = columns.map(({ quantity, series }) =>
    element('td', { class: 'number', text: formatText(valueAt(series, timeMs, toleranceMs), quantity) }),
  );
  const time = element('th', { text: localClockText(timeMs), attributes: { scope: 'row' } });
  return element('tr', {}, time, ...cells);
}

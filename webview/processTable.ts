import { metricOf, type MetricName } from '../src/shared/metrics';
import type { ProcessRow } from '../src/shared/protocol';
import type { View } from '../src/shared/view';
import { processKey, type ProcessKey } from '../src/shared/sample';
import type { ProcessView } from '../src/shared/state';
import { formatText, quantityOf } from '../src/shared/units';
import { createChangeDetector } from './changeDetector';
import { localClockText } from './clockText';
import type { Component, Dispatch } from './component';
import { displayText } from './displayText';
import { button, element, setAttribute, setShown, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';
import { orderProcesses } from './processOrder';
import { chosenView, selectedSession } from './state';
import { viewWithProcess } from './viewChanges';
import { createTable, numberCells } from './table';

/** The metrics of the table, each a column. */
const COLUMNS = [
  { metric: 'process.cpu.time', title: 'CPU' },
  { metric: 'process.memory.usage', title: 'Memory' },
  { metric: 'process.thread.count', title: 'Threads' },
  { metric: 'process.unix.file_descriptor.count', title: 'Descriptors' },
] as const satisfies readonly { metric: MetricName; title: string }[];

/** Indentation of one level of the tree. */
const INDENT_PX = 16;

interface Row {
  readonly key: ProcessKey;
  readonly process: ProcessView;
  readonly values: ProcessRow['values'];
  readonly isSelected: boolean;
}

/** The processes of the run as a tree. A row selects its process for charts and statistics; again, the whole tree. */
export function createProcessTable(dispatch: Dispatch): Component {
  const table = createTable('Processes', [
    { title: 'Process', isNumber: false },
    { title: 'PID', isNumber: true },
    ...COLUMNS.map(({ metric, title }) => ({ title, help: metricOf(metric).description, isNumber: true })),
  ]);
  const hasChanged = createChangeDetector();
  let view: View | undefined;
  const select = (process: ProcessKey): void => {
    if (view === undefined) return;
    const next = view.process === process ? undefined : process;
    dispatch({ type: 'select', view: viewWithProcess(view, next) });
  };
  const rows = createKeyedList<Row>(
    table.body,
    (row) => row.key,
    (row) => createRow(row.key, select),
  );
  return {
    element: table.element,
    update(state) {
      view = chosenView(state);
      if (!hasChanged(state.live, selectedSession(state), view)) return;
      const processes = selectedSession(state)?.processes ?? [];
      const values = new Map(state.live.processes.map((row) => [row.key, row.values]));
      setShown(table.element, processes.length > 0);
      setText(table.caption, 'Processes');
      rows.update(
        orderProcesses(processes).map((process) => {
          const key = processKey(process);
          return { key, process, values: values.get(key) ?? {}, isSelected: view?.process === key };
        }),
      );
    },
  };
}

function createRow(key: ProcessKey, select: (process: ProcessKey) => void): ItemView<Row> {
  const name = element('span', { class: 'process-name' });
  const note = element('span', { class: 'muted' });
  const onSelect = (): void => {
    select(key);
  };
  const choose = button({ class: 'row-button' }, onSelect, name, note);
  const heading = element('th', { attributes: { scope: 'row' } }, choose);
  const pid = element('td', { class: 'number muted' });
  const cells = numberCells(COLUMNS.length);
  const row = element('tr', { class: 'process' }, heading, pid, ...cells);
  row.addEventListener('click', (event) => {
    // A click on the button has selected already.
    if (!(event.target instanceof Node && choose.contains(event.target))) onSelect();
  });
  return {
    element: row,
    update({ process, values, isSelected }) {
      const shownName = displayText(process.name);
      setText(name, shownName);
      setText(note, noteText(process));
      setText(pid, String(process.pid));
      heading.style.paddingInlineStart = `${8 + process.depth * INDENT_PX}px`;
      COLUMNS.forEach(({ metric }, index) => {
        const cell = cells[index];
        if (cell !== undefined) setText(cell, formatText(values[metric], quantityOf(metricOf(metric))));
      });
      row.classList.toggle('exited', !process.alive);
      row.classList.toggle('selected', isSelected);
      setAttribute(choose, 'aria-pressed', String(isSelected));
      setAttribute(choose, 'title', isSelected ? 'Show all processes again' : `Show ${shownName} alone`);
    },
  };
}

function noteText({ alive, paused, endedAtMs }: ProcessView): string {
  if (alive) return paused ? ' paused' : '';
  return endedAtMs === undefined ? ' exited' : ` exited ${localClockText(endedAtMs)}`;
}

import { metricOf } from '../src/shared/metrics';
import type { WebviewMessage } from '../src/shared/protocol';
import { processKey } from '../src/shared/sample';
import { createChangeDetector } from './changeDetector';
import type { Component, Dispatch } from './component';
import { setShown, setText } from './dom';
import { isLive } from './headerText';
import { createKeyedList } from './keyedList';
import { orderProcesses } from './processOrder';
import { createProcessRow, PROCESS_COLUMNS, type ProcessActions, type ProcessTableRow } from './processRow';
import { sortedBy } from './sorting';
import { chosenView, selectedSession, type PanelState } from './state';
import { createTable } from './table';
import { viewWithProcess } from './viewChanges';
import { t } from './l10n';

const NAME_COLUMN = t('Process');
const PID_COLUMN = t('PID');

/**
 * The processes of the run as a tree, or sorted by a value. A row selects its process for charts and statistics; again,
 * the whole tree.
 */
export function createProcessTable(dispatch: Dispatch, post: (message: WebviewMessage) => void): Component {
  let shown: PanelState | undefined;
  const columns = [
    { title: NAME_COLUMN, isNumber: false },
    { title: PID_COLUMN, isNumber: true },
    ...PROCESS_COLUMNS.map(({ metric, title }) => ({ title, help: t(metricOf(metric).description), isNumber: true })),
  ];
  const table = createTable(
    t('Processes'),
    columns,
    (column) => {
      dispatch({ type: 'sortTable', table: 'processes', column });
    },
    t('Actions'),
  );
  const actions: ProcessActions = {
    select(process) {
      const view = shown === undefined ? undefined : chosenView(shown);
      if (view === undefined) return;
      dispatch({ type: 'select', view: viewWithProcess(view, view.process === process ? undefined : process) });
    },
    end(process) {
      if (shown?.view !== undefined) post({ type: 'endProcess', sessionId: shown.view.sessionId, process });
    },
  };
  const rows = createKeyedList<ProcessTableRow>(
    table.body,
    (row) => row.key,
    (row) => createProcessRow(row.key, actions),
  );
  const hasChanged = createChangeDetector();
  return {
    element: table.element,
    update(state) {
      shown = state;
      const session = selectedSession(state);
      const { sorts } = state.choices;
      if (!hasChanged(state.live, session, chosenView(state), sorts)) return;
      const processes = session?.processes ?? [];
      setShown(table.element, processes.length > 0);
      const alive = processes.filter((process) => process.alive).length;
      setText(table.caption, alive > 1 ? t('Processes: {0} running', alive) : t('Processes'));
      table.showSort(sorts.processes);
      rows.update(rowsOf(state));
    },
  };
}

function rowsOf(state: PanelState): readonly ProcessTableRow[] {
  const session = selectedSession(state);
  const sort = state.choices.sorts.processes;
  const values = new Map(state.live.processes.map((row) => [row.key, row.values]));
  const selected = chosenView(state)?.process;
  const canEnd = session !== undefined && isLive(session) && session.isPast === undefined;
  const rows = orderProcesses(session?.processes ?? []).map((process) => {
    const key = processKey(process);
    return {
      key,
      process,
      values: values.get(key) ?? {},
      isSelected: selected === key,
      isIndented: sort === undefined,
      canEnd: canEnd && process.alive,
    };
  });
  return sortedBy(rows, sort, sortValue);
}

function sortValue({ process, values }: ProcessTableRow, column: string): number | string | undefined {
  if (column === NAME_COLUMN) return process.name;
  if (column === PID_COLUMN) return process.pid;
  const known = PROCESS_COLUMNS.find(({ title }) => title === column);
  return known === undefined ? undefined : values[known.metric];
}

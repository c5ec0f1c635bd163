import { metricOf, type MetricName } from '../src/shared/metrics';
import type { ProcessRow } from '../src/shared/protocol';
import type { ProcessKey } from '../src/shared/sample';
import type { ProcessView } from '../src/shared/state';
import { formatText, quantityOf } from '../src/shared/units';
import { localClockText } from './clockText';
import { displayText } from './displayText';
import { button, element, setAttribute, setShown, setText } from './dom';
import { icon } from './icons';
import type { ItemView } from './keyedList';
import { numberCells } from './table';
import { t } from './l10n';

/** The metrics of the table, each a column. */
export const PROCESS_COLUMNS = [
  { metric: 'process.cpu.time', title: t('CPU') },
  { metric: 'process.memory.usage', title: t('Memory') },
  { metric: 'process.thread.count', title: t('Threads') },
  { metric: 'process.unix.file_descriptor.count', title: t('Descriptors') },
] as const satisfies readonly { metric: MetricName; title: string }[];

/** One process as the table shows it. */
export interface ProcessTableRow {
  readonly key: ProcessKey;
  readonly process: ProcessView;
  readonly values: ProcessRow['values'];
  readonly isSelected: boolean;
  /** False where rows are sorted by a value: the tree is then torn apart. */
  readonly isIndented: boolean;
  /** Whether it can be ended: it lives, and its run is of this window. */
  readonly canEnd: boolean;
}

/** What a person does with a process. */
export interface ProcessActions {
  select(process: ProcessKey): void;
  end(process: ProcessKey): void;
}

/** Indentation of one level of the tree. */
const INDENT_PX = 16;

/** Creates the row of a process. */
export function createProcessRow(key: ProcessKey, actions: ProcessActions): ItemView<ProcessTableRow> {
  const name = element('span', { class: 'process-name' });
  const note = element('span', { class: 'muted' });
  const select = (): void => {
    actions.select(key);
  };
  const choose = button({ class: 'row-button' }, select, name, note);
  const heading = element('th', { attributes: { scope: 'row' } }, choose);
  const pid = element('td', { class: 'number muted' });
  const cells = numberCells(PROCESS_COLUMNS.length);
  const end = button(
    { class: 'icon-button row-action' },
    () => {
      actions.end(key);
    },
    icon('crashed'),
  );
  const row = element('tr', { class: 'process' }, heading, pid, ...cells, element('td', { class: 'actions' }, end));
  row.addEventListener('click', (event) => {
    // A click on a button has done its work already.
    const isOnButton = [choose, end].some((one) => event.target instanceof Node && one.contains(event.target));
    if (!isOnButton) select();
  });
  return {
    element: row,
    update({ process, values, isSelected, isIndented, canEnd }) {
      const shownName = displayText(process.name);
      setText(name, shownName);
      setText(note, noteText(process));
      setText(pid, String(process.pid));
      heading.style.paddingInlineStart = `${8 + (isIndented ? process.depth : 0) * INDENT_PX}px`;
      PROCESS_COLUMNS.forEach(({ metric }, index) => {
        const cell = cells[index];
        if (cell === undefined) return;
        setText(cell, formatText(values[metric], quantityOf(metricOf(metric))));
        setAttribute(cell, 'title', values[metric] === undefined ? missingText(process) : undefined);
      });
      row.classList.toggle('exited', !process.alive);
      row.classList.toggle('selected', isSelected);
      setAttribute(choose, 'aria-pressed', String(isSelected));
      setAttribute(choose, 'title', isSelected ? t('Show all processes again') : t('Show {0} alone', shownName));
      setShown(end, canEnd);
      setAttribute(end, 'aria-label', t('End {0} ({1})', shownName, process.pid));
      setAttribute(end, 'title', t('End this process...'));
    },
  };
}

/** Why a cell is empty. */
function missingText({ alive, paused }: ProcessView): string {
  if (!alive) return t('It has exited.');
  return paused ? t('Held by the debugger: nothing is measured.') : t('Not known yet, or it may not be read.');
}

function noteText({ alive, paused, endedAtMs }: ProcessView): string {
  if (alive) return paused ? ` ${t('paused')}` : '';
  return ` ${endedAtMs === undefined ? t('exited') : t('exited {0}', localClockText(endedAtMs))}`;
}

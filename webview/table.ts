import type { Sort } from '../src/shared/panelChoices';
import { button, element, setAttribute } from './dom';

/** A column of a table: its heading, what the heading means, and whether it holds numbers, which stand to the right. */
export interface Column {
  readonly title: string;
  readonly help?: string;
  readonly isNumber: boolean;
}

export interface Table {
  /** The table in a frame that scrolls, by keyboard too. */
  readonly element: HTMLElement;
  readonly caption: HTMLTableCaptionElement;
  readonly body: HTMLTableSectionElement;
  /** Shows by which column the rows are sorted. */
  showSort(sort: Sort | undefined): void;
}

/**
 * Creates an empty table with its headings. `name` names the region that scrolls. With `onSort`, each heading is a
 * button that is told by its title. `actions` is the heading of a last column of buttons, where there is one.
 */
export function createTable(
  name: string,
  columns: readonly Column[],
  onSort?: (column: string) => void,
  actions?: string,
): Table {
  const headings = columns.map((column) => headingOf(column, onSort));
  // What is done with a row needs a heading only for those who do not see the buttons.
  const last = actions === undefined ? [] : [element('td', {}, element('span', { class: 'spoken', text: actions }))];
  const caption = element('caption');
  const body = element('tbody');
  const table = element('table', {}, caption, element('thead', {}, element('tr', {}, ...headings, ...last)), body);
  const frame = { class: 'table-frame', attributes: { role: 'region', 'aria-label': name, tabindex: '0' } };
  return {
    element: element('div', frame, table),
    caption,
    body,
    showSort(sort) {
      headings.forEach((heading, index) => {
        const isSorted = sort !== undefined && columns[index]?.title === sort.column;
        setAttribute(heading, 'aria-sort', isSorted ? sort.direction : undefined);
      });
    },
  };
}

/** Creates the cells of a row that hold numbers. */
export function numberCells(count: number): readonly HTMLTableCellElement[] {
  return Array.from({ length: count }, () => element('td', { class: 'number' }));
}

function headingOf(
  { title, help, isNumber }: Column,
  onSort: ((column: string) => void) | undefined,
): HTMLTableCellElement {
  const attributes = { scope: 'col', ...(help !== undefined && { title: help }) };
  const className = isNumber ? 'number' : '';
  if (onSort === undefined) return element('th', { class: className, text: title, attributes });
  const sort = button({ class: 'sort-button', text: title }, () => {
    onSort(title);
  });
  return element('th', { class: className, attributes }, sort);
}

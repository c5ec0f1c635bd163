import { element } from './dom';

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
}

/** Creates an empty table with its headings. `name` names the region that scrolls. */
export function createTable(name: string, columns: readonly Column[]): Table {
  const headings = columns.map(({ title, help, isNumber }) =>
    element('th', {
      class: isNumber ? 'number' : '',
      text: title,
      attributes: { scope: 'col', ...(help !== undefined && { title: help }) },
    }),
  );
  const caption = element('caption');
  const body = element('tbody');
  const table = element('table', {}, caption, element('thead', {}, element('tr', {}, ...headings)), body);
  const frame = { class: 'table-frame', attributes: { role: 'region', 'aria-label': name, tabindex: '0' } };
  return { element: element('div', frame, table), caption, body };
}

/** Creates the cells of a row that hold numbers. */
export function numberCells(count: number): readonly HTMLTableCellElement[] {
  return Array.from({ length: count }, () => element('td', { class: 'number' }));
}

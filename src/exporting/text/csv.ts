/** One line of CSV, its end included. Source: RFC 4180. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A cell. A text that a spreadsheet would take for a formula gets an apostrophe in front: names come from programs, and a
 * formula may call others. Numbers are left as they are; a cell for what is missing is empty.
 */
function csvCell(content: string | number): string {
  if (typeof content === 'number') return Number.isNaN(content) ? '' : String(content);
  const guarded = FORMULA.test(content) ? `'${content}` : content;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** How a formula begins, in the spreadsheets that there are; leading white space is passed over by some. */
const FORMULA = /^\s*[=+\-@\t\r]/;

/**
 * The number that follows a label at the start of a line, as in `label: 42` or `label:\t42`; undefined if there is no
 * such line or no number on it. For files of /proc that consist of such lines.
 */
export function labelledNumber(text: string, label: string): number | undefined {
  const start = text.startsWith(label) ? 0 : text.indexOf(`\n${label}`) + 1;
  if (!text.startsWith(label, start)) return undefined;
  const end = text.indexOf('\n', start);
  // A line without its newline may have been cut off in the middle of the number.
  if (end === -1) return undefined;
  const digits = text.slice(start + label.length, end).trim();
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

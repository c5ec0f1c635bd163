/** A longer name would push aside what else stands there. */
const LONGEST = 32;

/**
 * A name from outside as part of a label of the editor: shortened, on one line, and without effect where the editor
 * takes `$(name)` for an icon.
 */
export function labelText(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}\u2026` : line;
  return short.replaceAll('$(', '$\u200b(');
}

import { stripVTControlCharacters } from 'node:util';
import { redactSecrets } from './redactSecrets';

/** The last lines that a program wrote, without secrets and colours, bounded in number and length. */
export class OutputTail {
  private lines: readonly string[] = [];
  private untaken: string[] = [];
  private unfinished = '';

  /** `lines` are those of a run that is continued. */
  constructor(lines: readonly string[] = []) {
    this.lines = lines.slice(-MOST_LINES);
  }

  /** Takes in a piece of output, which need not end with a line. */
  add(text: string): void {
    const pieces = (this.unfinished + text).split(/\r?\n/);
    const unfinished = pieces.pop() ?? '';
    // A line of a megabyte is no line.
    this.unfinished = unfinished.slice(-MOST_UNFINISHED);
    const lines = pieces.slice(-MOST_LINES).map(cleaned);
    this.lines = [...this.lines, ...lines].slice(-MOST_LINES);
    this.untaken = [...this.untaken, ...lines].slice(-MOST_LINES);
  }

  /** The last lines, oldest first, with the one that is not finished. */
  all(): readonly string[] {
    return this.unfinished === '' ? this.lines : [...this.lines, cleaned(this.unfinished)].slice(-MOST_LINES);
  }

  /** The finished lines that came since the last call, as far as they are among the last. */
  takeNew(): readonly string[] {
    const taken = this.untaken;
    this.untaken = [];
    return taken;
  }
}

const MOST_LINES = 100;
const MOST_LINE_LENGTH = 500;
const MOST_UNFINISHED = 4_000;

function cleaned(line: string): string {
  // Secrets first: what is cut off could be what tells that the rest is one.
  const text = redactSecrets(stripVTControlCharacters(line.slice(0, MOST_UNFINISHED)));
  return text.length > MOST_LINE_LENGTH ? `${text.slice(0, MOST_LINE_LENGTH)}...` : text;
}

import { stripVTControlCharacters } from 'node:util';
import { redactSecrets } from './redactSecrets';

/** The last lines that a program wrote, without secrets and colours, bounded in number and length. */
export class OutputTail {
  private lines: readonly string[] = [];
  private untaken: string[] = [];
  private unfinished = '';
  /** How many lines of a private key have gone by; undefined outside of one. */
  private keyLines: number | undefined;

  /** `lines` are those of a run that is continued. */
  constructor(lines: readonly string[] = []) {
    this.lines = lines.slice(-MOST_LINES);
  }

  /** Takes in a piece of output, which need not end with a line. */
  add(text: string): void {
    const pieces = (this.unfinished + text).split(/\r?\n/);
    const unfinished = pieces.pop() ?? '';
    // A line of a megabyte is no line. Its beginning stays: what is cut off must not be what tells that the rest is secret.
    this.unfinished = unfinished.slice(0, MOST_UNFINISHED);
    const lines = pieces
      .filter((line) => this.isShown(line))
      .slice(-MOST_LINES)
      .map(cleaned);
    this.lines = [...this.lines, ...lines].slice(-MOST_LINES);
    this.untaken = [...this.untaken, ...lines].slice(-MOST_LINES);
  }

  /** The last lines, oldest first, with the one that is not finished. */
  all(): readonly string[] {
    const isShown = this.unfinished !== '' && this.keyLines === undefined;
    return isShown ? [...this.lines, cleaned(this.unfinished)].slice(-MOST_LINES) : this.lines;
  }

  /** The finished lines that came since the last call, as far as they are among the last. */
  takeNew(): readonly string[] {
    const taken = this.untaken;
    this.untaken = [];
    return taken;
  }

  /** Whether a line may be kept: of a private key only the first, which is redacted. One that never ends is none. */
  private isShown(line: string): boolean {
    const wasInKey = this.keyLines !== undefined;
    const begins = line.lastIndexOf('-----BEGIN ') > line.lastIndexOf('-----END ') && KEY_BEGIN.test(line);
    if (begins) this.keyLines = 0;
    else if (this.keyLines !== undefined) {
      this.keyLines += 1;
      if (line.includes('-----END ') || this.keyLines > MOST_KEY_LINES) this.keyLines = undefined;
    }
    return begins || !wasInKey;
  }
}

const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** The longest keys in use have some hundred lines. */
const MOST_KEY_LINES = 200;

const MOST_LINES = 100;
const MOST_LINE_LENGTH = 500;
const MOST_UNFINISHED = 4_000;

function cleaned(line: string): string {
  // Secrets first: what is cut off could be what tells that the rest is one.
  const text = redactSecrets(stripVTControlCharacters(line.slice(0, MOST_UNFINISHED)));
  return text.length > MOST_LINE_LENGTH ? `${text.slice(0, MOST_LINE_LENGTH)}...` : text;
}

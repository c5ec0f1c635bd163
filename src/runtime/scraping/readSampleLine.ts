/** One line with a value. */
export interface ExposedSample {
  readonly name: string;
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** May be NaN or infinite. */
  readonly value: number;
}

/**
 * Reads a line such as `http_requests_total{code="200"} 1027 1395066363000`; undefined where it is none. A timestamp is
 * checked and passed over, and so is an exemplar of OpenMetrics, which follows `#`.
 */
export function readSampleLine(line: string): ExposedSample | undefined {
  const name = matchAt(NAME, line, 0);
  if (name === undefined) return undefined;
  const afterName = skipBlanks(line, name.length);
  const isLabelled = line[afterName] === '{';
  const labels = isLabelled ? readLabels(line, afterName + 1) : { labels: [], end: afterName };
  // Without labels a blank is what ends the name.
  if (labels === undefined || (!isLabelled && afterName === name.length)) return undefined;
  const [valueText = '', timestamp, ...more] = (line.slice(labels.end).split(' # ')[0] ?? '').trim().split(/[ \t]+/);
  const value = readNumber(valueText);
  if (value === undefined || more.length > 0) return undefined;
  if (timestamp !== undefined && !Number.isFinite(Number(timestamp))) return undefined;
  return { name, labels: labels.labels, value };
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const MOST_LABELS = 64;
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const VALUE_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const VALUE_WORD = /^([+-]?)(inf|infinity|nan)$/i;

/** A number as Go and OpenMetrics write it: decimal, `NaN`, `+Inf`, `-Inf`. Undefined where the text is none. */
function readNumber(text: string): number | undefined {
  if (VALUE_NUMBER.test(text)) return Number(text);
  const [, sign, word] = VALUE_WORD.exec(text) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === 'nan') return NaN;
  return sign === '-' ? -Infinity : Infinity;
}

interface Labels {
  readonly labels: ExposedSample['labels'];
  /** Where the line goes on behind the closing brace. */
  readonly end: number;
}

/** Labels from behind the opening brace on; a comma may stand behind the last one. */
function readLabels(line: string, start: number): Labels | undefined {
  const labels: (readonly [string, string])[] = [];
  let at = skipBlanks(line, start);
  while (line[at] !== '}') {
    const name = matchAt(LABEL_NAME, line, at);
    if (name === undefined) return undefined;
    at = skipBlanks(line, at + name.length);
    if (line[at] !== '=') return undefined;
    const value = readQuoted(line, skipBlanks(line, at + 1));
    if (value === undefined || labels.length === MOST_LABELS || labels.some(([known]) => known === name))
      return undefined;
    labels.push([name, value.text]);
    at = skipBlanks(line, value.end);
    if (line[at] === ',') at = skipBlanks(line, at + 1);
    else if (line[at] !== '}') return undefined;
  }
  return { labels, end: at + 1 };
}

const QUOTED = /"((?:[^"\\]|\\.)*)"/y;

/** A text in quotes, in which `\\`, `\"` and `\n` stand for what they cannot be themselves. */
function readQuoted(line: string, start: number): { readonly text: string; readonly end: number } | undefined {
  const quoted = matchAt(QUOTED, line, start);
  if (quoted === undefined) return undefined;
  const text = quoted.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  return { text, end: start + quoted.length };
}

/** What a sticky expression matches exactly there; undefined for nothing. */
function matchAt(expression: RegExp, line: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(line)?.[0];
}

function skipBlanks(line: string, at: number): number {
  let end = at;
  while (line[end] === ' ' || line[end] === '\t') end += 1;
  return end;
}

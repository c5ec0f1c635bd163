import { parseArgs } from 'node:util';
import { parseBudget, type Budget } from '../budgets/parseBudget';
import { EXTENSIONS, type ExportFormat } from '../exporting/text/exportFormat';
import type { RunOrder } from './runCommand';

export const USAGE = `Usage:
  process-monitor run [--budget METRIC:AGGREGATE<=LIMIT ...] [--export FILE] [--interval MS] -- COMMAND [ARGUMENT ...]
  process-monitor compare BEFORE AFTER

run      Runs a command under the monitor. FILE ends in .json, .om.txt (OpenMetrics) or .csv.
         Exits with the command's code, or with 99 when it succeeded and a budget was broken.
compare  Compares two runs: files of JSON from "run --export", or run files of the extension.
`;

/** What the arguments after `process-monitor` ask for; what is wrong with them is an answer. */
export function parseArguments(args: readonly string[]): ParsedArguments {
  const [verb, ...rest] = args;
  switch (verb) {
    case 'run':
      return parseRun(rest);
    case 'compare': {
      const [before, after, ...more] = rest;
      if (before === undefined || after === undefined || more.length > 0) return problem('"compare" takes two files.');
      return { kind: 'compare', before, after };
    }
    case '--help':
    case '-h':
    case 'help':
      return { kind: 'help' };
    case undefined:
    default:
      return problem(verb === undefined ? 'There is nothing to do.' : `"${verb}" is neither run nor compare.`);
  }
}

export type ParsedArguments =
  | { readonly kind: 'run'; readonly order: RunOrder }
  | { readonly kind: 'compare'; readonly before: string; readonly after: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly text: string };

const DEFAULT_INTERVAL_MS = 250;

function parseRun(args: readonly string[]): ParsedArguments {
  const separator = args.indexOf('--');
  const command = separator < 0 ? [] : args.slice(separator + 1);
  if (command.length === 0) return problem('No command: put it behind "--", as in "run -- node server.js".');
  const options = readOptions(args.slice(0, separator));
  if (typeof options === 'string') return problem(options);
  const budgets: Budget[] = [];
  for (const text of options.budget) {
    const parsed = parseBudget(text);
    if (parsed.kind === 'problem') return problem(parsed.text);
    budgets.push(parsed.budget);
  }
  const intervalMs = Number(options.interval ?? DEFAULT_INTERVAL_MS);
  if (!(intervalMs >= 100 && intervalMs <= 60_000)) return problem('--interval is from 100 to 60000 milliseconds.');
  const { export: path } = options;
  if (path === undefined) return { kind: 'run', order: { command, budgets, intervalMs } };
  const format = FORMATS.find((one) => path.endsWith(`.${EXTENSIONS[one]}`));
  if (format === undefined) return problem(`${path} names no format: it should end in .json, .om.txt or .csv.`);
  return { kind: 'run', order: { command, budgets, intervalMs, exported: { path, format } } };
}

const FORMATS: readonly ExportFormat[] = ['json', 'openMetrics', 'wideCsv'];

interface RunOptions {
  readonly budget: readonly string[];
  readonly export?: string;
  readonly interval?: string;
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): RunOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        budget: { type: 'string', multiple: true, default: [] },
        export: { type: 'string' },
        interval: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function problem(text: string): ParsedArguments {
  return { kind: 'problem', text };
}

import { parseArgs } from 'node:util';
import { parseBudget, type Budget } from '../budgets/parseBudget';
import type { CompareOrder } from './compareCommand';
import type { RunOrder } from './runCommand';
import { formatOf } from './writeExport';

export const USAGE = `Usage:
  process-monitor run [--budget METRIC:AGGREGATE<=LIMIT ...] [--export FILE ...] [--interval MS] [--no-agent]
                      -- COMMAND [ARGUMENT ...]
  process-monitor compare BEFORE AFTER [--from MARK]

run      Runs a command under the monitor. Exits with the command's code, or with 99 when it succeeded and a budget was
         broken. FILE ends in .json or .run (the extension opens both with "Import Session"), .om.txt (OpenMetrics) or
         .csv. --no-agent measures a Node program from outside only.
compare  Compares two runs: files from "run --export", or run files of the extension. --from aligns them at the mark of
         that name in both instead of at their starts.
`;

/** What the arguments after `process-monitor` ask for; what is wrong with them is an answer. */
export function parseArguments(args: readonly string[]): ParsedArguments {
  const [verb, ...rest] = args;
  switch (verb) {
    case 'run':
      return parseRun(rest);
    case 'compare':
      return parseCompare(rest);
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
  | { readonly kind: 'compare'; readonly order: CompareOrder }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly text: string };

const DEFAULT_INTERVAL_MS = 250;

function parseRun(args: readonly string[]): ParsedArguments {
  const separator = args.indexOf('--');
  const command = separator < 0 ? [] : args.slice(separator + 1);
  if (command.length === 0) return problem('No command: put it behind "--", as in "run -- node server.js".');
  const read = readOptions(() => parseArgs({ args: args.slice(0, separator), options: RUN_OPTIONS }));
  if (typeof read === 'string') return problem(read);
  const { budget, export: paths, interval, 'no-agent': noAgent } = read.values;
  const budgets: Budget[] = [];
  for (const text of budget) {
    const parsed = parseBudget(text);
    if (parsed.kind === 'problem') return problem(parsed.text);
    budgets.push(parsed.budget);
  }
  const intervalMs = Number(interval ?? DEFAULT_INTERVAL_MS);
  if (!(intervalMs >= 100 && intervalMs <= 60_000)) return problem('--interval is from 100 to 60000 milliseconds.');
  const formless = paths.find((path) => formatOf(path) === undefined);
  if (formless !== undefined)
    return problem(`${formless} names no format: it should end in .json, .run, .om.txt or .csv.`);
  return { kind: 'run', order: { command, budgets, intervalMs, exports: paths, isAgentWanted: !noAgent } };
}

const RUN_OPTIONS = {
  budget: { type: 'string', multiple: true, default: [] as string[] },
  export: { type: 'string', multiple: true, default: [] as string[] },
  interval: { type: 'string' },
  'no-agent': { type: 'boolean', default: false },
} as const;

function parseCompare(args: readonly string[]): ParsedArguments {
  const options = { from: { type: 'string' } } as const;
  const read = readOptions(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (typeof read === 'string') return problem(read);
  const [before, after, ...more] = read.positionals;
  if (before === undefined || after === undefined || more.length > 0) return problem('"compare" takes two files.');
  const { from } = read.values;
  return { kind: 'compare', order: { before, after, ...(from === undefined ? {} : { mark: from }) } };
}

/** The options, or what is wrong with them. */
function readOptions<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function problem(text: string): ParsedArguments {
  return { kind: 'problem', text };
}

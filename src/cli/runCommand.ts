import { basename } from 'node:path';
import { budgetText, judgeBudget } from '../budgets/judgeBudget';
import type { Budget } from '../budgets/parseBudget';
import { findExecutable } from '../launching/processes/executable';
import { createSystemClock } from '../sampling/systemClock';
import type { SessionStore } from '../series/sessionStore';
import { statisticsOf } from '../series/statistics';
import { METRICS, metricOf, type MetricName } from '../shared/metrics';
import { formatDuration, formatText, quantityOf } from '../shared/units';
import { EXIT } from './exitCodes';
import { table } from './table';
import { watchCommand, type WatchedEnd } from './watchCommand';
import { writeExport } from './writeExport';

/**
 * Runs a command under the monitor: a live line while it runs in a terminal, then a table and the budgets, all on the
 * error stream, so that what the command writes can be piped on. Returns the code to exit with: the command's own, unless
 * it succeeded and a budget was broken.
 */
export async function runCommand(
  { command, budgets, exports, intervalMs, isAgentWanted }: RunOrder,
  ports: RunPorts,
): Promise<number> {
  const [name = '', ...args] = command;
  const executable = findExecutable(name, { platform: process.platform, cwd: process.cwd(), env: process.env });
  if (executable.kind !== 'found') {
    const isMissing = executable.kind === 'missing';
    ports.error(`process-monitor: ${isMissing ? `there is no command "${name}"` : `"${name}" is not executable`}\n`);
    return isMissing ? EXIT.notFound : EXIT.notExecutable;
  }
  const clock = createSystemClock();
  const end = await watchCommand(
    { file: executable.path, args, name: basename(name), intervalMs, isAgentWanted },
    {
      clock,
      log: (text) => {
        ports.error(`process-monitor: ${text}\n`);
      },
      onRound: (store) => {
        ports.live?.(liveLine(store));
      },
    },
  );
  ports.live?.('');
  ports.error(summary(end));
  const verdicts = budgets.map((budget) => ({ budget, verdict: judgeBudget(budget, end.store) }));
  for (const { budget, verdict } of verdicts) ports.error(`${budgetText(budget, verdict)}\n`);
  for (const path of exports) if (!(await write(path, end, clock.nowMs(), ports))) return EXIT.failed;
  if (end.exitCode !== 0) return end.exitCode;
  return verdicts.every(({ verdict }) => verdict.kind === 'kept') ? EXIT.ok : EXIT.overBudget;
}

export interface RunOrder {
  /** The command and its arguments. */
  readonly command: readonly string[];
  readonly budgets: readonly Budget[];
  /** Files that the run is written to, each in the format that its name says. */
  readonly exports: readonly string[];
  readonly intervalMs: number;
  readonly isAgentWanted: boolean;
}

export interface RunPorts {
  error(text: string): void;
  /** Replaces the line that is shown while the command runs; absent where there is no terminal. */
  readonly live?: (line: string) => void;
}

const LIVE: readonly MetricName[] = ['process.cpu.time', 'process.memory.usage', 'process.count'];

function liveLine(store: SessionStore): string {
  return LIVE.flatMap((metric) => {
    const latest = store.find({ metric, attributes: '' })?.latest;
    return latest === undefined
      ? []
      : [`${metricOf(metric).title} ${formatText(latest, quantityOf(metricOf(metric)))}`];
  }).join('  ');
}

function summary({ session, store }: WatchedEnd): string {
  const took = formatDuration((session.endedAtMs ?? session.startedAtMs) - session.startedAtMs);
  const rows = METRICS.flatMap(({ name, title, inStatistics, ...metric }) => {
    const series = store.find({ metric: name, attributes: '' });
    const figures = series && inStatistics !== false ? statisticsOf(series, -Infinity, Infinity) : undefined;
    if (figures === undefined) return [];
    const { mean, p95, max } = figures;
    return [[title, ...[mean, p95, max].map((value) => formatText(value, quantityOf(metric))), '']];
  });
  const head = `${session.name} ran for ${took}. ${session.reason ?? ''}`.trimEnd();
  if (rows.length === 0) return `${head} It ended before anything could be measured.\n`;
  return `${head}\n${table([['Metric', 'mean', 'p95', 'max', ''], ...rows])}`;
}

async function write(path: string, end: WatchedEnd, exportedAtMs: number, ports: RunPorts): Promise<boolean> {
  const cause = await writeExport(path, end, exportedAtMs);
  if (cause === undefined) return true;
  ports.error(
    `process-monitor: ${path} cannot be written (${cause}). Choose a file in a folder that can be written to.\n`,
  );
  return false;
}

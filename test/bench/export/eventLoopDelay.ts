import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writePieces } from '../../../src/exporting/files/writePieces';
import { MetricsServer } from '../../../src/exporting/server/metricsServer';
import { EXPORT_FORMATS, piecesOf } from '../../../src/exporting/text/exportFormat';
import type { MetricFamily } from '../../../src/exporting/text/metricFamily';
import { SessionStore, UNLIMITED } from '../../../src/series/sessionStore';
import { attributesOf, processKey } from '../../../src/shared/sample';
import { rowOf, type BenchRow } from '../../support/bench';
import { SESSION } from '../../support/recordedRun';
import { T0 } from '../../support/rounds';

const SERIES = 50;
const DAY_SECONDS = 86_400;
const CLIENTS = 100;
const TOKEN = 'correct-horse';

/**
 * For how long the extension host would be deaf, as the CPU time of the longest stretch between two turns of its event loop
 * in milliseconds: while a day of 50 series is exported in each format, and while 100 clients ask for the families at once.
 * CPU time says the same on a busy machine.
 */
export async function eventLoopDelays(families: () => readonly MetricFamily[]): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'process-monitor-export-'));
  const store = aDay();
  try {
    for (const format of EXPORT_FORMATS) {
      const ports = { isCancelled: () => false, onProgress: () => undefined };
      const everything = { session: SESSION, store, fromMs: -Infinity, toMs: Infinity, exportedAtMs: T0 };
      const work = (): Promise<unknown> => writePieces(join(folder, format), piecesOf(format, everything), ports);
      rows.push(await delayRow(`a day of ${SERIES} series as ${format}`, work));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const server = await MetricsServer.start({ port: 19_464, token: TOKEN, families, onProblem: console.error });
  if (!(server instanceof MetricsServer)) throw new Error(server.reason);
  rows.push(await delayRow(`${CLIENTS} clients at once`, () => scrapes(server.port)));
  server.dispose();
  return rows;
}

function aDay(): SessionStore {
  const store = new SessionStore(UNLIMITED);
  const owner = SESSION.processes[0] && processKey(SESSION.processes[0]);
  if (owner === undefined) throw new Error('The session has no process.');
  for (let i = 0; i < SERIES; i++) {
    const series = store.series({
      process: owner,
      metric: 'app.value',
      attributes: attributesOf({ name: `value ${i}` }),
    });
    for (let second = 0; second < DAY_SECONDS; second++)
      series?.append(T0 + second * 1_000, 1e6 + ((second * 7_919) % 1_000) * (i + 1));
  }
  return store;
}

/**
 * CPU time of this thread in milliseconds, as its scheduler has counted it: what packs and writes in other threads holds
 * nobody. Elsewhere than on Linux that of the whole process. Source: proc_pid_schedstat, `Documentation/scheduler`.
 */
function threadCpuMs(): number {
  if (process.platform === 'linux')
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** What is done is done so often; the longest holds of each time make the row. */
const TIMES = 5;

async function delayRow(label: string, work: () => Promise<unknown>): Promise<BenchRow> {
  const longestMs: number[] = [];
  for (let time = 0; time < TIMES; time += 1) longestMs.push(await longestHoldMs(work));
  return rowOf(label, 'longest hold', longestMs, 'ms');
}

async function longestHoldMs(work: () => Promise<unknown>): Promise<number> {
  let isOver = false;
  let longestMs = 0;
  let beforeMs = threadCpuMs();
  const turn = (): void => {
    const nowMs = threadCpuMs();
    longestMs = Math.max(longestMs, nowMs - beforeMs);
    beforeMs = nowMs;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  await new Promise((resolve) => setImmediate(resolve));
  return longestMs;
}

/** Asks from another process, so that only the answers are measured; resolves once all were answered or turned away. */
async function scrapes(port: number): Promise<void> {
  const clients = `
    const headers = { Authorization: 'Bearer ${TOKEN}' };
    const ask = () => fetch('http://127.0.0.1:${port}/metrics', { headers }).then((answer) => answer.text(), () => '');
    Promise.all(Array.from({ length: ${CLIENTS} }, ask)).then(() => process.exit());`;
  await promisify(execFile)(process.execPath, ['-e', clients]);
}

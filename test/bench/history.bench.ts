import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../host/paths';
import { StoreBudget } from '../../src/series/storeBudget';
import { SessionStore } from '../../src/series/sessionStore';
import { ProcfsSource } from '../../src/sampling/procfsSource';
import { createSystemClock } from '../../src/sampling/systemClock';
import { processKey } from '../../src/shared/sample';
import { paired, rowOf, type BenchResult, type BenchRow, type Spread } from '../support/bench';
import { RunFilePair, type OfBoth } from '../support/history/runFilePair';
import { WanderingSeries } from '../support/history/wanderingSeries';
import { FLUSHED_SECONDS } from '../support/recordedRun';
import { procfs } from '../support/sampling/readers';

/**
 * What keeping runs costs, beside the same samples as JSON Lines through Node's gzip, which go to the disk as often. Bytes
 * a sample, of four runs of real programs with all metrics of procfs at 1 s; then of a made-up day of 50 series: CPU time
 * of writing it as per cent of a core, hour by hour, its size, and how long it takes to open. Linux only. Options:
 * `--seconds=N` of the real programs, 120 where nothing is said; `--hours=N` of the day, 24; `--rounds=N` of opening, 5.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const option = (name: string, fallback: number): number =>
    Number(args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
  const seconds = option('seconds', 120);
  const real = await Promise.all(Array.from({ length: REAL_RUNS }, () => realRun(seconds)));
  const rows = [
    ...pairRows(REAL, 'on the disk', real, 'bytes a sample'),
    ...(await dayRows(option('hours', 24), option('rounds', 5))),
  ];
  return { name: 'history', rows, summary: summaryOf(rows) };
}

const REAL_RUNS = 4;
const REAL = 'real programs';
const DAY = 'a day of 50 series';
const PEER = 'gzipped JSON Lines';

/** Two programs that work, one that serves and one that computes, sampled once a second into a store and both files. */
async function realRun(seconds: number): Promise<OfBoth> {
  const source = new ProcfsSource(procfs(), createSystemClock());
  const store = new StoreBudget().openSession('s');
  const temporary = await mkdtemp(join(tmpdir(), 'process-monitor-history-'));
  const programs = [fixtureProgram(temporary, 'server.js'), fixtureProgram(temporary, 'burn.js', '0.2', '1')];
  let samples = 0;
  let bytes: OfBoth = { ours: NaN, peer: NaN };
  try {
    const found = await Promise.all(programs.map(({ pid }) => source.find(pid ?? 0)));
    const processes = found.flatMap((one) => one ?? []);
    await RunFilePair.use(async (files) => {
      for (let second = 1; second <= seconds; second += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        for (const result of await source.read(processes)) {
          if (result.kind !== 'read') continue;
          for (const { metric, attributes, value } of result.readings) {
            const key = { process: processKey(result.process), metric, attributes };
            if (store.series(key)?.append(result.timeMs, value) !== true) continue;
            samples += 1;
            files.add(key, result.timeMs, value);
          }
        }
        if (second % FLUSHED_SECONDS === 0) await files.flush(store);
      }
      bytes = await files.end(store);
    });
    return { ours: bytes.ours / samples, peer: bytes.peer / samples };
  } finally {
    await Promise.all(programs.map(ended));
    await rm(temporary, { recursive: true, force: true });
    source.dispose();
  }
}

/** A program of the demo workspace, which leaves its files in a folder for temporary ones. */
function fixtureProgram(temporary: string, file: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [inRepository('test', 'fixtures', 'workspace', file), ...args], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temporary },
  });
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const exited = once(program, 'exit');
  program.kill('SIGKILL');
  await exited;
}

const HOUR_SECONDS = 3_600;
const SERIES = 50;

/** One sample a second and series for so many hours. */
async function dayRows(hours: number, rounds: number): Promise<readonly BenchRow[]> {
  const series = new WanderingSeries(SERIES);
  const store = new SessionStore();
  const written: OfBoth[] = [];
  const rows: BenchRow[] = [];
  await RunFilePair.use(async (files) => {
    for (let hour = 0; hour < hours; hour += 1) {
      const spent = { ours: 0, peer: 0 };
      for (let second = hour * HOUR_SECONDS + 1; second <= (hour + 1) * HOUR_SECONDS; second += 1) {
        series.visit(second, (key, timeMs, value) => {
          store.series(key)?.append(timeMs, value);
          files.add(key, timeMs, value);
        });
        if (second % FLUSHED_SECONDS !== 0) continue;
        const { ours, peer } = await files.flush(store);
        spent.ours += ours;
        spent.peer += peer;
      }
      written.push({ ours: (spent.ours / HOUR_SECONDS) * 100, peer: (spent.peer / HOUR_SECONDS) * 100 });
    }
    const bytes = await files.end(store);
    const opened = await paired(
      () => files.openOursMs(),
      () => files.openPeerMs(),
      { rounds, warmUp: 1 },
    );
    rows.push(
      ...pairRows(DAY, 'written', written, '% of a core'),
      ...pairRows(DAY, 'on the disk', [{ ours: bytes.ours / 1e6, peer: bytes.peer / 1e6 }], 'MB'),
      openedRow(DAY, opened.a, 'ms'),
      openedRow(`${DAY}, as ${PEER}`, opened.b, 'ms'),
      openedRow(`${DAY}, ratio`, opened.ratio, '1'),
    );
  });
  return rows;
}

function openedRow(label: string, { median, iqr }: Spread, unit: string): BenchRow {
  return { label, metric: 'opened', median, spread: iqr, unit };
}

function pairRows(label: string, metric: string, figures: readonly OfBoth[], unit: string): readonly BenchRow[] {
  const column = (of: (both: OfBoth) => number): number[] => figures.map(of);
  return [
    rowOf(
      label,
      metric,
      column(({ ours }) => ours),
      unit,
    ),
    rowOf(
      `${label}, as ${PEER}`,
      metric,
      column(({ peer }) => peer),
      unit,
    ),
    rowOf(
      `${label}, ratio`,
      metric,
      column(({ ours, peer }) => ours / peer),
      '1',
    ),
  ];
}

function summaryOf(rows: readonly BenchRow[]): string {
  const of = (label: string, metric: string, digits: number): string => {
    const told = (full: string): string =>
      rows.find((row) => row.label === full && row.metric === metric)?.median.toFixed(digits) ?? '?';
    return `${told(label)} (${PEER}: ${told(`${label}, as ${PEER}`)})`;
  };
  return (
    `${of(REAL, 'on the disk', 2)} bytes a sample (target 3); ${DAY} opens in ${of(DAY, 'opened', 0)} ms (target 500) ` +
    `and is written with ${of(DAY, 'written', 3)} % of a core (target 1).`
  );
}

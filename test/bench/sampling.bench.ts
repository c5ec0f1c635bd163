import { spawn, type ChildProcess } from 'node:child_process';
import { ProcfsTable } from '../../src/sampling/procfs/procfsTable';
import { paired, spreadOf, type BenchResult, type BenchRow, type Measurement, type Spread } from '../support/bench';
import { FakeClock } from '../support/fakeClock';
import { cpuSecondsWithChildren, ownCpuSeconds } from '../support/sampling/cpuTime';
import { offloadRows } from '../support/sampling/offloadRows';
import { findPsutil, PSUTIL_COMMAND, PsutilReader } from '../support/sampling/psutilReader';
import { procfs, Readers } from '../support/sampling/readers';

/**
 * What reading 1, 10, 100 and 300 processes costs, our own reader beside pidusage, `ps`, systeminformation and psutil:
 * CPU time per process, in bursts that alternate with our own, and per cent of a core at one round a second. Then the
 * table of processes. Linux only. Options: `--rounds=N` bursts of each kind, 11 where nothing is said; `--seconds=N` of
 * paced rounds, 10; `--counts=1,10` other numbers of processes.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const rounds = Number(optionOf(args, 'rounds') ?? 11);
  const seconds = Number(optionOf(args, 'seconds') ?? 10);
  const counts = (optionOf(args, 'counts') ?? '1,10,100,300').split(',').map(Number);
  const python = findPsutil();
  const rows: BenchRow[] = [];
  for (const count of counts) {
    const sleepers = startSleepers(count);
    const pids = sleepers.map(({ pid }) => pid);
    const readers = new Readers(pids);
    const psutil = python === undefined ? undefined : new PsutilReader(python, pids);
    try {
      await readers.prepare();
      rows.push(...(await burstRows(readers, psutil, count, rounds)), ...(await pacedRows(readers, count, seconds)));
      if (count >= 100) rows.push(...(await offloadRows(pids, seconds)));
    } finally {
      psutil?.dispose();
      readers.dispose();
      for (const { child } of sleepers) child.kill('SIGKILL');
    }
  }
  rows.push(...(await tableRows(rounds)));
  const missing = python === undefined ? ` psutil was left out; to have it: ${PSUTIL_COMMAND}` : '';
  return { name: 'sampling', rows, summary: `${summaryOf(rows)}${missing}` };
}

const IDLE = 'procfs, all metrics, idle';
const WORKING = 'procfs, all metrics, working';
const BASIC = 'procfs, CPU and memory';
const PIDUSAGE = 'pidusage';

/** A burst is repeated until it has taken so much CPU time: many times what the counter can tell apart. */
const OWN_BURST_SECONDS = 0.03;
/** Children are counted in ticks of 10 ms. */
const BURST_WITH_CHILDREN_SECONDS = 0.3;
const SYSTEMINFORMATION_CACHE_MS = 600;

async function burstRows(
  readers: Readers,
  psutil: PsutilReader | undefined,
  count: number,
  rounds: number,
): Promise<BenchRow[]> {
  const perProcess = (seconds: number): number => (seconds / count) * 1e6;
  const own = (work: () => Promise<void>) => async () =>
    perProcess(await secondsPerCall(work, OWN_BURST_SECONDS, ownCpuSeconds));
  const withChildren = (work: () => Promise<void>) => async () =>
    perProcess(await secondsPerCall(work, BURST_WITH_CHILDREN_SECONDS, cpuSecondsWithChildren));
  const fresh = (work: () => Promise<void>) => async () => {
    await new Promise((resolve) => setTimeout(resolve, SYSTEMINFORMATION_CACHE_MS));
    return perProcess(await secondsPerCall(work, 0, cpuSecondsWithChildren));
  };
  const compare = async (labels: readonly [string, string], a: Measurement, b: Measurement): Promise<BenchRow[]> => {
    const figures = await paired(a, b, { rounds });
    return [
      row(labels[0], count, 'us per process', figures.a, 'us'),
      row(labels[1], count, 'us per process', figures.b, 'us'),
      row(labels.join(' / '), count, 'ratio', figures.ratio, '1'),
    ];
  };
  const rows = [
    ...(await compare([IDLE, WORKING], own(readers.allIdle), own(readers.allWorking))),
    ...(await compare([BASIC, PIDUSAGE], own(readers.cpuAndMemory), own(readers.pidusage))),
    ...(await compare([WORKING, PIDUSAGE], own(readers.allWorking), own(readers.pidusage))),
    ...(await compare([BASIC, 'ps -p'], own(readers.cpuAndMemory), withChildren(readers.ps))),
    ...(await compare([WORKING, 'systeminformation'], own(readers.allWorking), fresh(readers.systeminformation))),
  ];
  if (psutil === undefined) return rows;
  const python = (what: 'cpuAndMemory' | 'all') => async () => perProcess(await psutil.secondsPerRead(what));
  return [
    ...rows,
    ...(await compare([BASIC, 'psutil, CPU and memory'], own(readers.cpuAndMemory), python('cpuAndMemory'))),
    ...(await compare([WORKING, 'psutil, all metrics'], own(readers.allWorking), python('all'))),
  ];
}

/** All ways in turn within each second, so that each runs cold as it does in use. */
async function pacedRows(readers: Readers, count: number, seconds: number): Promise<BenchRow[]> {
  const ways = [
    { label: IDLE, work: readers.allIdle, percents: new Array<number>() },
    { label: WORKING, work: readers.allWorking, percents: new Array<number>() },
    { label: PIDUSAGE, work: readers.pidusage, percents: new Array<number>() },
  ];
  for (let second = 0; second < seconds; second += 1) {
    for (const { work, percents } of ways) {
      await new Promise((resolve) => setTimeout(resolve, 1000 / ways.length));
      const before = ownCpuSeconds();
      await work();
      percents.push((ownCpuSeconds() - before) * 100);
    }
  }
  return ways.map(({ label, percents }) => row(label, count, 'paced at 1 s', spreadOf(percents), '% of a core'));
}

/** The table: when nothing has started, and when all is looked at again. */
async function tableRows(rounds: number): Promise<BenchRow[]> {
  const clock = new FakeClock();
  const table = new ProcfsTable(procfs(), clock);
  const count = (await table.list()).length;
  const microseconds = (work: () => Promise<void>) => async () =>
    (await secondsPerCall(work, OWN_BURST_SECONDS, ownCpuSeconds)) * 1e6;
  const unchanged = async (): Promise<void> => {
    await table.list();
  };
  const full = async (): Promise<void> => {
    clock.tick(10_000);
    await table.list();
  };
  const figures = await paired(microseconds(unchanged), microseconds(full), { rounds });
  table.dispose();
  return [
    row('list, nothing started', count, 'us per call', figures.a, 'us'),
    row('list, full scan', count, 'us per call', figures.b, 'us'),
  ];
}

/** CPU time of one call, as the mean over a burst. */
async function secondsPerCall(
  work: () => Promise<void>,
  atLeastSeconds: number,
  cpuSeconds: () => number,
): Promise<number> {
  const before = cpuSeconds();
  let calls = 0;
  let spent: number;
  do {
    await work();
    calls += 1;
    spent = cpuSeconds() - before;
  } while (spent < atLeastSeconds);
  return spent / calls;
}

function startSleepers(count: number): readonly { readonly child: ChildProcess; readonly pid: number }[] {
  return Array.from({ length: count }, () => {
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    if (child.pid === undefined) throw new Error('sleep cannot be started');
    return { child, pid: child.pid };
  });
}

function row(label: string, count: number, metric: string, { median, iqr }: Spread, unit: string): BenchRow {
  return { label: `${label}, ${count} ${count === 1 ? 'process' : 'processes'}`, metric, median, spread: iqr, unit };
}

function summaryOf(rows: readonly BenchRow[]): string {
  const median = (label: string, metric: string): string =>
    rows
      .find((candidate) => candidate.label.startsWith(`${label}, 100 `) && candidate.metric === metric)
      ?.median.toFixed(2) ?? '?';
  return (
    `100 processes at 1 s, all metrics: ${median(WORKING, 'paced at 1 s')} % of a core if all work, ` +
    `${median(IDLE, 'paced at 1 s')} % if none does (target 0.6); pidusage, CPU and memory only: ` +
    `${median(PIDUSAGE, 'paced at 1 s')} %. CPU and memory alone cost ${median(`${BASIC} / ${PIDUSAGE}`, 'ratio')} of ` +
    'pidusage (target 0.25).'
  );
}

function optionOf(args: readonly string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}

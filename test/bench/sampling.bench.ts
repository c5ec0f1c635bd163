import { spawn, type ChildProcess } from 'node:child_process';
import pidusage from 'pidusage';
import { descriptorCounter } from '../../src/sampling/procfs/descriptorCounter';
import { DescriptorBudget } from '../../src/sampling/procfs/keptFile';
import { ProcessFiles } from '../../src/sampling/procfs/processFiles';
import { openProcfs } from '../../src/sampling/procfs/procfsSystem';
import { ProcfsTable } from '../../src/sampling/procfs/procfsTable';
import { ProcfsSource } from '../../src/sampling/procfsSource';
import type { ProcessInfo } from '../../src/shared/sample';
import { paired, spreadOf, type BenchResult, type BenchRow, type Spread } from '../support/bench';
import { FakeClock } from '../support/fakeClock';

/**
 * What reading 1, 10 and 100 processes costs, our own reader beside pidusage: CPU time per process in bursts that
 * alternate, and per cent of a core at one round a second. Then the table of processes. Linux only. Options:
 * `--rounds=N` bursts of each kind, 15 where nothing is said; `--seconds=N` of paced rounds, 10.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const options = { rounds: optionOf(args, 'rounds', 15), seconds: optionOf(args, 'seconds', 10) };
  const rows: BenchRow[] = [];
  for (const count of [1, 10, 100]) {
    const sleepers = startSleepers(count);
    const readers = new Readers(sleepers.map(({ pid }) => pid));
    try {
      await readers.prepare();
      rows.push(
        ...(await burstRows(readers, count, options.rounds)),
        ...(await pacedRows(readers, count, options.seconds)),
      );
    } finally {
      readers.dispose();
      for (const sleeper of sleepers) sleeper.child.kill('SIGKILL');
    }
  }
  rows.push(...(await tableRows(options.rounds)));
  return { name: 'sampling', rows, summary: summaryOf(rows) };
}

/** A burst is repeated until it has taken this much CPU time: many times what the counter of CPU time can tell apart. */
const BURST_SECONDS = 0.03;
const ALL = 'procfs, all metrics';
const STAT = 'procfs, CPU and memory';
const PIDUSAGE = 'pidusage';

/** The ways to read the same processes. */
class Readers {
  private readonly source: ProcfsSource;
  private readonly files: readonly ProcessFiles[];
  private processes: readonly ProcessInfo[] = [];

  constructor(private readonly pids: readonly number[]) {
    const clock = new FakeClock();
    const system = openProcfs('/proc', clock.wallMs());
    if (system === undefined) throw new Error('this benchmark needs a procfs');
    this.source = new ProcfsSource(system, clock);
    const budget = new DescriptorBudget(this.pids.length);
    const buffer = Buffer.alloc(4096);
    const counter = descriptorCounter('/proc');
    this.files = this.pids.map((pid) => new ProcessFiles('/proc', pid, budget, buffer, counter));
  }

  async prepare(): Promise<void> {
    const found = await Promise.all(this.pids.map((pid) => this.source.find(pid)));
    this.processes = found.flatMap((process) => process ?? []);
    if (this.processes.length !== this.pids.length) throw new Error('a process of the benchmark has ended');
  }

  readonly all = async (): Promise<void> => {
    const results = await this.source.read(this.processes);
    if (results.some(({ kind }) => kind !== 'read')) throw new Error('a process could not be read');
  };

  readonly stat = (): Promise<void> => {
    for (const files of this.files)
      if (typeof files.stat() === 'string') throw new Error('a process could not be read');
    return Promise.resolve();
  };

  readonly pidusage = async (): Promise<void> => {
    await pidusage([...this.pids]);
  };

  dispose(): void {
    this.source.dispose();
    for (const files of this.files) files.close();
  }
}

async function burstRows(readers: Readers, count: number, rounds: number): Promise<BenchRow[]> {
  const burst = (work: () => Promise<void>) => async () => ((await cpuSecondsPerCall(work)) / count) * 1e6;
  const all = await paired(burst(readers.all), burst(readers.pidusage), { rounds });
  const stat = await paired(burst(readers.stat), burst(readers.pidusage), { rounds });
  return [
    row(ALL, count, 'us per process', all.a, 'us'),
    row(STAT, count, 'us per process', stat.a, 'us'),
    row(PIDUSAGE, count, 'us per process', all.b, 'us'),
    row(`${ALL} / ${PIDUSAGE}`, count, 'ratio', all.ratio, '1'),
    row(`${STAT} / ${PIDUSAGE}`, count, 'ratio', stat.ratio, '1'),
  ];
}

/** All ways in turn within each second, so that each runs cold as it does in use. */
async function pacedRows(readers: Readers, count: number, seconds: number): Promise<BenchRow[]> {
  const ways = [
    { label: ALL, work: readers.all, percents: new Array<number>() },
    { label: STAT, work: readers.stat, percents: new Array<number>() },
    { label: PIDUSAGE, work: readers.pidusage, percents: new Array<number>() },
  ];
  for (let second = 0; second < seconds; second += 1) {
    for (const { work, percents } of ways) {
      await new Promise((resolve) => setTimeout(resolve, 1000 / ways.length));
      const before = cpuSeconds();
      await work();
      percents.push((cpuSeconds() - before) * 100);
    }
  }
  return ways.map(({ label, percents }) => row(label, count, 'paced at 1 s', spreadOf(percents), '% of a core'));
}

/** The table: when nothing has started, and when all is looked at again. */
async function tableRows(rounds: number): Promise<BenchRow[]> {
  const clock = new FakeClock();
  const system = openProcfs('/proc', clock.wallMs());
  if (system === undefined) throw new Error('this benchmark needs a procfs');
  const table = new ProcfsTable(system, clock);
  const count = (await table.list()).length;
  const unchanged = async (): Promise<void> => {
    await table.list();
  };
  const full = async (): Promise<void> => {
    clock.tick(10_000);
    await table.list();
  };
  const microseconds = (work: () => Promise<void>) => async () => (await cpuSecondsPerCall(work)) * 1e6;
  const figures = await paired(microseconds(unchanged), microseconds(full), { rounds });
  table.dispose();
  return [
    row('list, nothing started', count, 'us per call', figures.a, 'us'),
    row('list, full scan', count, 'us per call', figures.b, 'us'),
  ];
}

async function cpuSecondsPerCall(work: () => Promise<void>): Promise<number> {
  const before = cpuSeconds();
  let calls = 0;
  let spent: number;
  do {
    await work();
    calls += 1;
    spent = cpuSeconds() - before;
  } while (spent < BURST_SECONDS);
  return spent / calls;
}

/** Of all threads: pidusage reads in the thread pool. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
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
    `100 processes at 1 s: all metrics ${median(ALL, 'paced at 1 s')} % of a core, pidusage (CPU and memory only) ` +
    `${median(PIDUSAGE, 'paced at 1 s')} %. CPU and memory alone cost ${median(`${STAT} / ${PIDUSAGE}`, 'ratio')} of pidusage.`
  );
}

function optionOf(args: readonly string[], name: string, standard: number): number {
  return Number(args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? standard);
}

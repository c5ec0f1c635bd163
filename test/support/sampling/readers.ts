import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pidusage from 'pidusage';
import { processes as listEverything } from 'systeminformation';
import { descriptorCounter } from '../../../src/sampling/procfs/descriptorCounter';
import { DescriptorBudget } from '../../../src/sampling/procfs/keptFile';
import { ProcessFiles } from '../../../src/sampling/procfs/processFiles';
import { procfsReadings } from '../../../src/sampling/procfs/procfsReadings';
import { openProcfs, type ProcfsSystem } from '../../../src/sampling/procfs/procfsSystem';
import { ProcfsSource } from '../../../src/sampling/procfsSource';
import type { ProcessInfo } from '../../../src/shared/sample';
import { FakeClock } from '../fakeClock';

const run = promisify(execFile);

/** The ways to read the same processes, for benchmarks: our own and those of others. Linux only. */
export class Readers {
  private readonly source: ProcfsSource;
  private readonly system: ProcfsSystem;
  private readonly files: readonly ProcessFiles[];
  private processes: readonly ProcessInfo[] = [];

  constructor(private readonly pids: readonly number[]) {
    this.system = procfs();
    this.source = new ProcfsSource(this.system, new FakeClock());
    const budget = new DescriptorBudget(10 * this.pids.length);
    const buffer = Buffer.alloc(16_384);
    const counter = descriptorCounter('/proc');
    this.files = this.pids.map((pid) => new ProcessFiles('/proc', pid, budget, buffer, counter));
  }

  async prepare(): Promise<void> {
    const found = await Promise.all(this.pids.map((pid) => this.source.find(pid)));
    this.processes = found.flatMap((process) => process ?? []);
    if (this.processes.length !== this.pids.length) throw new Error('a process of the benchmark has ended');
  }

  /** All metrics, by the source as it is: these processes sleep, so that it finds out that they have not run. */
  readonly allIdle = async (): Promise<void> => {
    const results = await this.source.read(this.processes);
    if (results.some(({ kind }) => kind !== 'read')) throw unreadable();
  };

  /** All metrics, as of processes that have run since the last round: every file is read. */
  readonly allWorking = (): Promise<void> => {
    for (const files of this.files) {
      const stat = files.stat();
      if (typeof stat === 'string') throw unreadable();
      const scheduled = files.scheduledTime(stat.threads);
      procfsReadings({ stat, scheduled, details: files.details(false), uptimeSeconds: 1 }, this.system);
    }
    return Promise.resolve();
  };

  /** CPU and memory alone, which is all that pidusage knows. */
  readonly cpuAndMemory = (): Promise<void> => {
    for (const files of this.files) if (typeof files.stat() === 'string') throw unreadable();
    return Promise.resolve();
  };

  readonly pidusage = async (): Promise<void> => {
    await pidusage([...this.pids]);
  };

  readonly ps = async (): Promise<void> => {
    await run('ps', ['-o', 'pid=,time=,rss=', '-p', this.pids.join(',')]);
  };

  /** All processes of the machine, since it has no way to read some only; it answers the same for half a second. */
  readonly systeminformation = async (): Promise<void> => {
    await listEverything();
  };

  dispose(): void {
    this.source.dispose();
    for (const files of this.files) files.close();
  }
}

/** The procfs of this machine. */
export function procfs(): ProcfsSystem {
  const system = openProcfs('/proc', Date.now());
  if (system === undefined) throw new Error('this benchmark needs a procfs');
  return system;
}

function unreadable(): Error {
  return new Error('a process could not be read');
}

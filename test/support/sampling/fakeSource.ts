import type { MarkedProcess } from '../../../src/sampling/markerSearch';
import type { ProcessSource, ProportionalMemoryResult, ReadResult } from '../../../src/sampling/processSource';
import type { MetricName } from '../../../src/shared/metrics';
import type { TableEntry } from '../../../src/sampling/tableEntry';
import { processKey, type ProcessIdentity } from '../../../src/shared/sample';

/** A source whose processes a test adds and removes, and which fails or hangs on demand. */
export class FakeSource implements ProcessSource {
  readonly name = 'procfs';
  readonly metrics: readonly MetricName[] = ['process.cpu.time'];
  minIntervalMs = 100;
  /** What `list` answers. */
  table: readonly TableEntry[] = [];
  /** The environment of each pid: entries `NAME=value`. */
  readonly environments = new Map<number, readonly string[]>();
  /** The pids of each call of `findMarked`. */
  readonly searches: number[][] = [];
  /** Processes that `read` answers otherwise than by a reading. */
  readonly answers = new Map<number, 'gone' | 'failed'>();
  readonly names = new Map<number, string>();
  /** Called at each `list` and `read`; what it returns is waited for. */
  onList: () => Promise<void> = () => Promise.resolve();
  onRead: () => Promise<void> = () => Promise.resolve();
  /** The pids of each call of `read`. */
  readonly reads: number[][] = [];
  readonly released: number[] = [];
  lists = 0;
  /** What it claims to have spent in threads of its own. */
  offThreadSeconds = 0;

  constructor(private readonly nowMs: () => number) {}

  async list(): Promise<readonly TableEntry[]> {
    this.lists += 1;
    await this.onList();
    return this.table;
  }

  find(pid: number): Promise<TableEntry | undefined> {
    return Promise.resolve(this.table.find((process) => process.pid === pid));
  }

  findMarked(processes: readonly ProcessIdentity[], markers: readonly string[]): Promise<readonly MarkedProcess[]> {
    this.searches.push(processes.map(({ pid }) => pid));
    return Promise.resolve(
      processes.flatMap((process) =>
        markers
          .filter((marker) => this.environments.get(process.pid)?.includes(marker))
          .map((marker) => ({ process, marker })),
      ),
    );
  }

  async read(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]> {
    this.reads.push(processes.map(({ pid }) => pid));
    await this.onRead();
    return processes.map((process): ReadResult => {
      const answer = this.answers.get(process.pid);
      if (answer === 'gone') return { kind: 'gone', process };
      if (answer === 'failed') return { kind: 'failed', process, reason: `no access to ${processKey(process)}` };
      const readings = [{ metric: 'process.cpu.time' as const, attributes: '', value: process.pid }];
      return { kind: 'read', process, timeMs: this.nowMs(), state: 'running', readings };
    });
  }

  readProportionalMemory({ pid }: ProcessIdentity): Promise<ProportionalMemoryResult> {
    const answer = this.answers.get(pid);
    if (answer === 'gone') return Promise.resolve({ kind: 'gone' });
    if (answer === 'failed') return Promise.resolve({ kind: 'failed', reason: 'no access' });
    return Promise.resolve({ kind: 'read', bytes: pid * 1000 });
  }

  offThreadCpuSeconds(): number {
    return this.offThreadSeconds;
  }

  describe(process: ProcessIdentity): Promise<string | undefined> {
    return Promise.resolve(this.names.get(process.pid));
  }

  release(process: ProcessIdentity): void {
    this.released.push(process.pid);
  }

  dispose(): void {
    this.table = [];
  }
}

import type { Clock } from '../shared/clock';
import type { MetricName } from '../shared/metrics';
import { processKey, type ProcessIdentity, type ProcessKey, type Reading } from '../shared/sample';
import type { MarkedProcess } from './markerSearch';
import type { ProcessSource, ProportionalMemoryResult, ReadResult } from './processSource';
import type { ProcessTable } from './processTable';
import type { TableEntry } from './tableEntry';

/** pidusage keeps a descriptor and history of each pid for this long: longer than two of the longest intervals. */
const MAX_AGE_MS = 130_000;

/**
 * Reads processes with the package pidusage: CPU time and memory, on every system. pidusage knows pids only, so that
 * each process is checked against the table.
 *
 * Its own CPU figure is not used: it is a lifetime average at first and divides by whole seconds on some systems. Its
 * `clear()` is never called: it leaves descriptors open.
 */
export class PidusageSource implements ProcessSource {
  readonly name = 'pidusage';
  readonly metrics: readonly MetricName[] = ['process.cpu.time', 'process.memory.usage', 'process.uptime'];
  readonly minIntervalMs: number;
  private readonly cpuMs = new Map<ProcessKey, number>();

  constructor(
    platform: NodeJS.Platform,
    private readonly table: ProcessTable,
    private readonly clock: Clock,
    private readonly usage: UsageReader = readPidusage,
  ) {
    this.minIntervalMs = minIntervalMs(platform);
  }

  list(): Promise<readonly TableEntry[]> {
    return this.table.list();
  }

  find(pid: number): Promise<TableEntry | undefined> {
    return this.table.find(pid);
  }

  /** Environments cannot be read by pidusage. */
  findMarked(): Promise<readonly MarkedProcess[]> {
    return Promise.resolve([]);
  }

  async read(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]> {
    const answer = await this.readUsage(processes.map(({ pid }) => pid));
    const timeMs = this.clock.nowMs();
    // Identities are checked after the reading: whoever has the pid then had it before, too.
    return processes.map((process) => this.resultOf(process, answer, timeMs));
  }

  readProportionalMemory(): Promise<ProportionalMemoryResult> {
    return Promise.resolve({ kind: 'failed', reason: 'pidusage does not know proportional memory' });
  }

  describe(process: ProcessIdentity): Promise<string | undefined> {
    return this.table.describe(process);
  }

  release(process: ProcessIdentity): void {
    this.cpuMs.delete(processKey(process));
  }

  dispose(): void {
    this.cpuMs.clear();
    this.table.dispose();
  }

  /** All at once; a reason where the call as a whole failed. */
  private async readUsage(pids: number[]): Promise<Answer | string> {
    if (pids.length === 0) return {};
    try {
      return await this.usage(pids, { maxage: MAX_AGE_MS });
    } catch (error) {
      // A list in which nobody lives fails as a whole, with one of these codes.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT' || code === 'ESRCH') return {};
      return error instanceof Error ? error.message : String(error);
    }
  }

  private resultOf(process: ProcessIdentity, answer: Answer | string, timeMs: number): ReadResult {
    const condition = this.table.check(process);
    if (condition === 'gone') return this.gone(process);
    if (typeof answer === 'string') return { kind: 'failed', process, reason: `pidusage: ${answer}` };
    const usage = answer[process.pid];
    if (usage === undefined) {
      // A table that checks now says that it lives: pidusage still holds on to an earlier process of this pid.
      if (this.table.checksNow) return { kind: 'failed', process, reason: 'pidusage: no answer for this process' };
      return this.gone(process);
    }
    if (this.isAnother(process, usage.ctime)) return this.gone(process);
    return { kind: 'read', process, timeMs, state: condition, readings: readingsOf(usage) };
  }

  /** Where the table is not asked anew, CPU time that fell gives a reused pid away. */
  private isAnother(process: ProcessIdentity, cpuMs: number | undefined): boolean {
    if (cpuMs === undefined || !Number.isFinite(cpuMs)) return false;
    const key = processKey(process);
    if (cpuMs < (this.cpuMs.get(key) ?? 0)) return true;
    this.cpuMs.set(key, cpuMs);
    return false;
  }

  private gone(process: ProcessIdentity): ReadResult {
    this.release(process);
    return { kind: 'gone', process };
  }
}

/** What is used of pidusage. The values may be missing or NaN, whatever its types say. */
export type UsageReader = (pids: number[], options: { readonly maxage: number }) => Promise<Answer>;

/** The package is loaded with the first reading: where there is a procfs, nobody needs it. */
const readPidusage: UsageReader = async (pids, options) => (await import('pidusage')).default(pids, options);

type Answer = Readonly<Record<string, Usage | undefined>>;

interface Usage {
  /** User and system time, milliseconds. */
  readonly ctime?: number;
  /** Resident bytes. */
  readonly memory?: number;
  /** Milliseconds since the start. */
  readonly elapsed?: number;
}

/**
 * On macOS and the BSDs each round starts `ps`. On Windows it starts a PowerShell, with more than a second of CPU: once
 * in 15 s that is a tenth of a core.
 */
function minIntervalMs(platform: NodeJS.Platform): number {
  if (platform === 'linux') return 100;
  return platform === 'win32' ? 15_000 : 1000;
}

function readingsOf({ ctime, memory, elapsed }: Usage): Reading[] {
  const values: readonly (readonly [MetricName, number | undefined])[] = [
    ['process.cpu.time', ctime === undefined ? undefined : ctime / 1000],
    ['process.memory.usage', memory],
    ['process.uptime', elapsed === undefined ? undefined : elapsed / 1000],
  ];
  return values.flatMap(([metric, value]) =>
    value === undefined || !Number.isFinite(value) ? [] : [{ metric, attributes: '', value }],
  );
}

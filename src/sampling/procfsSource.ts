import type { Clock } from '../shared/clock';
import { processKey, type ProcessIdentity, type ProcessKey } from '../shared/sample';
import type { MarkedProcess } from './markerSearch';
import type { ProcessSource, ProportionalMemoryResult, ReadResult } from './processSource';
import { descriptorCapacity } from './procfs/descriptorCapacity';
import { descriptorCounter, type DescriptorCounter } from './procfs/descriptorCounter';
import { readProportionalMemory } from './procfs/readProportionalMemory';
import { EnvironmentSearch } from './procfs/environmentSearch';
import { DescriptorBudget, KeptFile } from './procfs/keptFile';
import { ProcessFiles } from './procfs/processFiles';
import { PROCFS_METRICS, procfsReadings } from './procfs/procfsReadings';
import { parseUptime, type ProcfsSystem } from './procfs/procfsSystem';
import { ProcfsTable } from './procfs/procfsTable';
import type { TableEntry } from './tableEntry';

/** `status` is the largest and takes one to two kilobytes; a long list of groups makes it longer. */
const BUFFER_BYTES = 16_384;

/** Reads processes from a procfs, as Linux has it: all metrics, at a few microseconds each. */
export class ProcfsSource implements ProcessSource {
  readonly name = 'procfs';
  readonly metrics = PROCFS_METRICS;
  readonly minIntervalMs = 100;
  private readonly table: ProcfsTable;
  private readonly uptimeFile: KeptFile;
  private readonly budget: DescriptorBudget;
  private readonly buffer = Buffer.alloc(BUFFER_BYTES);
  private readonly countDescriptors: DescriptorCounter;
  private readonly environments: EnvironmentSearch;
  private readonly files = new Map<ProcessKey, ProcessFiles>();

  constructor(
    private readonly system: ProcfsSystem,
    private readonly clock: Clock,
    maxKeptDescriptors = descriptorCapacity(system.root),
  ) {
    this.table = new ProcfsTable(system, clock);
    this.budget = new DescriptorBudget(maxKeptDescriptors);
    this.uptimeFile = new KeptFile(`${system.root}/uptime`, new DescriptorBudget(1));
    this.environments = new EnvironmentSearch(system.root, process.getuid?.());
    this.countDescriptors = descriptorCounter(system.root);
  }

  list(): Promise<readonly TableEntry[]> {
    return this.table.list();
  }

  find(pid: number): Promise<TableEntry | undefined> {
    return this.table.find(pid);
  }

  findMarked(processes: readonly ProcessIdentity[], markers: readonly string[]): Promise<readonly MarkedProcess[]> {
    const found = processes.flatMap((process) =>
      this.environments.find(process.pid, markers).map((marker) => ({ process, marker })),
    );
    // Checked after the search: who has the pid now had it before, too.
    return Promise.resolve(found.filter(({ process }) => this.table.check(process) !== 'gone'));
  }

  read(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]> {
    const uptimeSeconds = this.readUptime();
    return Promise.resolve(processes.map((process) => this.readOne(process, uptimeSeconds)));
  }

  async readProportionalMemory(process: ProcessIdentity): Promise<ProportionalMemoryResult> {
    const result = await readProportionalMemory(this.system.root, process.pid);
    // Checked after the reading: who has the pid now had it before, too.
    return this.table.check(process) === 'gone' ? { kind: 'gone' } : result;
  }

  describe(process: ProcessIdentity): Promise<string | undefined> {
    return this.table.describe(process);
  }

  release(process: ProcessIdentity): void {
    const key = processKey(process);
    this.files.get(key)?.close();
    this.files.delete(key);
  }

  dispose(): void {
    for (const files of this.files.values()) files.close();
    this.files.clear();
    this.uptimeFile.close();
    this.table.dispose();
  }

  private readOne(process: ProcessIdentity, uptimeSeconds: number | undefined): ReadResult {
    const files = this.filesOf(process);
    const stat = files.stat();
    if (typeof stat === 'string') return this.refused(process, stat);
    const timeMs = this.clock.nowMs();
    const state = this.table.conditionOf(process, stat);
    if (state === 'gone') return this.gone(process);
    const scheduled = files.scheduledTime(stat.threads);
    // What runs right now may not have been counted yet.
    const isUnchanged = scheduled?.hasRun === false && stat.state !== 'R';
    const raw = { stat, scheduled, details: files.details(isUnchanged), uptimeSeconds };
    return { kind: 'read', process, timeMs, state, readings: procfsReadings(raw, this.system) };
  }

  private refused(process: ProcessIdentity, code: string): ReadResult {
    if (code !== 'ENOENT' && code !== 'ESRCH') {
      return { kind: 'failed', process, reason: `reading /proc/${process.pid}/stat: ${code}` };
    }
    this.table.forget(process);
    return this.gone(process);
  }

  private gone(process: ProcessIdentity): ReadResult {
    this.release(process);
    return { kind: 'gone', process };
  }

  private filesOf(process: ProcessIdentity): ProcessFiles {
    const key = processKey(process);
    const known = this.files.get(key);
    if (known !== undefined) return known;
    const files = new ProcessFiles(this.system.root, process.pid, this.budget, this.buffer, this.countDescriptors);
    this.files.set(key, files);
    return files;
  }

  private readUptime(): number | undefined {
    const length = this.uptimeFile.read(this.buffer);
    return typeof length === 'string' ? undefined : parseUptime(this.buffer.toString('latin1', 0, length));
  }
}

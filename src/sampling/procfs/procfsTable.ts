import { readdirSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import type { Clock } from '../../shared/clock';
import type { ProcessIdentity } from '../../shared/sample';
import { commandName } from '../commandName';
import type { ProcessCondition, ProcessTable } from '../processTable';
import type { TableEntry } from '../tableEntry';
import { DescriptorBudget, KeptFile } from './keptFile';
import { parseStat, type Stat } from './parseStat';
import { hasEnded, standingOf, startTimeMsOf, type ProcfsSystem } from './procfsSystem';

/** How often all processes are looked at again, for parents and names that changed unseen. */
const FULL_SCAN_MS = 10_000;
/** Most processes of the table are looked at once in a while only. */
const NOTHING_KEPT = new DescriptorBudget(0);

/**
 * The table of processes out of procfs. Between full scans only new pids are looked at, and none at all while the last
 * pid that the system gave out (`/proc/loadavg`) stays the same: then nothing has started. Processes that exit stay in
 * the table until the next scan; whoever reads them finds out and says so by `forget`.
 */
export class ProcfsTable implements ProcessTable {
  readonly checksNow = true;
  private readonly buffer = Buffer.alloc(4096);
  private readonly loadavg: KeptFile;
  private readonly entries = new Map<number, TableEntry>();
  private snapshot: readonly TableEntry[] | undefined;
  private lastPid: string | undefined;
  private fullScanMs: number | undefined;

  constructor(
    private readonly system: ProcfsSystem,
    private readonly clock: Clock,
  ) {
    this.loadavg = new KeptFile(`${system.root}/loadavg`, new DescriptorBudget(1));
  }

  list(): Promise<readonly TableEntry[]> {
    return new Promise((resolve) => {
      resolve(this.listNow());
    });
  }

  find(pid: number): Promise<TableEntry | undefined> {
    const stat = this.stat(pid);
    return Promise.resolve(stat === undefined || hasEnded(stat) ? undefined : this.infoOf(stat));
  }

  check(process: ProcessIdentity): ProcessCondition {
    const stat = this.stat(process.pid);
    return stat === undefined ? 'gone' : this.conditionOf(process, stat);
  }

  /** What a freshly read `stat` says about a process; the table learns a new name (exec), parent or group from it. */
  conditionOf(process: ProcessIdentity, stat: Stat): ProcessCondition {
    if (hasEnded(stat) || startTimeMsOf(stat, this.system) !== process.startTimeMs) {
      this.forget(process);
      return 'gone';
    }
    const known = this.entries.get(stat.pid);
    if (known !== undefined && hasChanged(known, stat)) {
      this.entries.set(stat.pid, this.infoOf(stat));
      this.snapshot = undefined;
    }
    return standingOf(stat);
  }

  /** Drops a process that has exited. Its pid may belong to another by now: the next `list` looks. */
  forget(process: ProcessIdentity): void {
    if (this.entries.get(process.pid)?.startTimeMs !== process.startTimeMs) return;
    this.entries.delete(process.pid);
    this.snapshot = undefined;
    this.lastPid = undefined;
  }

  async describe(process: ProcessIdentity): Promise<string | undefined> {
    const folder = `${this.system.root}/${process.pid}`;
    try {
      const commandLine = await readFile(`${folder}/cmdline`, 'utf8');
      const executable = await readlink(`${folder}/exe`).catch(() => undefined);
      // Checked last, so that what was read is known to be this process's.
      if (this.check(process) === 'gone') return undefined;
      return commandName(commandLine.split('\0'), executable);
    } catch {
      return undefined;
    }
  }

  dispose(): void {
    this.loadavg.close();
  }

  private listNow(): readonly TableEntry[] {
    // Read before the scan: what starts meanwhile makes the next scan happen.
    const lastPid = this.readLastPid();
    const isFull = this.fullScanMs === undefined || this.clock.nowMs() - this.fullScanMs >= FULL_SCAN_MS;
    if (isFull || lastPid === undefined || lastPid !== this.lastPid) this.scan(isFull);
    this.lastPid = lastPid;
    this.snapshot ??= [...this.entries.values()];
    return this.snapshot;
  }

  private scan(isFull: boolean): void {
    const pids = new Set<number>();
    for (const name of readdirSync(this.system.root)) if (/^\d+$/.test(name)) pids.add(Number(name));
    for (const pid of this.entries.keys()) if (isFull || !pids.has(pid)) this.entries.delete(pid);
    for (const pid of pids) {
      if (this.entries.has(pid)) continue;
      const stat = this.stat(pid);
      if (stat !== undefined && !hasEnded(stat)) this.entries.set(pid, this.infoOf(stat));
    }
    if (isFull) this.fullScanMs = this.clock.nowMs();
    this.snapshot = undefined;
  }

  private stat(pid: number): Stat | undefined {
    const file = new KeptFile(`${this.system.root}/${pid}/stat`, NOTHING_KEPT);
    const length = file.read(this.buffer);
    return typeof length === 'string' ? undefined : parseStat(this.buffer, length);
  }

  private infoOf(stat: Stat): TableEntry {
    const startTimeMs = startTimeMsOf(stat, this.system);
    const { pid, parentPid, comm: name, processGroup, session } = stat;
    return { pid, startTimeMs, parentPid, name, processGroup, session };
  }

  /** The last field of `/proc/loadavg`. Source: proc_loadavg(5). */
  private readLastPid(): string | undefined {
    const length = this.loadavg.read(this.buffer);
    return typeof length === 'string' ? undefined : this.buffer.toString('latin1', 0, length).split(' ')[4];
  }
}

function hasChanged(known: TableEntry, { comm, parentPid, processGroup, session }: Stat): boolean {
  return (
    known.name !== comm ||
    known.parentPid !== parentPid ||
    known.processGroup !== processGroup ||
    known.session !== session
  );
}

import type { Clock } from '../shared/clock';
import type { ProcessIdentity, ProcessInfo } from '../shared/sample';
import { parseWindowsProcesses, WINDOWS_SCRIPT } from './parseWindowsProcesses';
import type { ProcessCondition, ProcessTable } from './processTable';
import { runCommand, type CommandRunner } from './runCommand';

/** A PowerShell takes more than a second of CPU to start: a table is used again for this long. */
const CACHE_MS = 30_000;

/** The table of processes on Windows, by one CIM query in a PowerShell. */
export class WindowsTable implements ProcessTable {
  readonly checksNow = false;
  private readonly powershell: string;
  private processes: readonly ProcessInfo[] = [];
  private readAtMs: number | undefined;

  /** `systemRoot` is the folder of Windows, as the variable SystemRoot tells it. */
  constructor(
    systemRoot: string,
    private readonly clock: Clock,
    private readonly run: CommandRunner = runCommand,
  ) {
    // By its full path: a file of that name in a workspace must never run.
    this.powershell = `${systemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  }

  async list(): Promise<readonly ProcessInfo[]> {
    const isFresh = this.readAtMs !== undefined && this.clock.nowMs() - this.readAtMs < CACHE_MS;
    if (!isFresh) await this.refresh();
    return this.processes;
  }

  /** A pid that the cached table does not hold is looked up in a fresh one. */
  async find(pid: number): Promise<ProcessInfo | undefined> {
    const cached = (await this.list()).find((process) => process.pid === pid);
    if (cached !== undefined) return cached;
    await this.refresh();
    return this.processes.find((process) => process.pid === pid);
  }

  check(process: ProcessIdentity): ProcessCondition {
    const entry = this.processes.find(({ pid }) => pid === process.pid);
    return entry?.startTimeMs === process.startTimeMs ? 'running' : 'gone';
  }

  describe(process: ProcessIdentity): Promise<string | undefined> {
    const entry = this.processes.find(
      ({ pid, startTimeMs }) => pid === process.pid && startTimeMs === process.startTimeMs,
    );
    return Promise.resolve(entry?.name);
  }

  dispose(): void {
    this.processes = [];
    this.readAtMs = undefined;
  }

  private async refresh(): Promise<void> {
    const output = await this.run(this.powershell, ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_SCRIPT]);
    this.processes = parseWindowsProcesses(output);
    this.readAtMs = this.clock.nowMs();
  }
}

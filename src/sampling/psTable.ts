import type { ProcessIdentity, ProcessInfo } from '../shared/sample';
import { commandName } from './commandName';
import { parsePs, PS_ARGUMENTS, type PsProcess } from './parsePs';
import type { ProcessCondition, ProcessTable } from './processTable';
import { runCommand, type CommandRunner } from './runCommand';

/** The table of processes by one call of `ps`, for macOS and the BSDs. */
export class PsTable implements ProcessTable {
  readonly checksNow = false;
  private entries: ReadonlyMap<number, PsProcess> | undefined;
  private commandNames: Promise<ReadonlyMap<number, string>> | undefined;

  constructor(private readonly run: CommandRunner = runCommand) {}

  async list(): Promise<readonly ProcessInfo[]> {
    const processes = parsePs(await this.run('ps', PS_ARGUMENTS)).filter(({ state }) => !state.startsWith('Z'));
    this.entries = new Map(processes.map((process) => [process.pid, process]));
    this.commandNames = undefined;
    return processes.map(({ pid, parentPid, startTimeMs, name }) => ({ pid, parentPid, startTimeMs, name }));
  }

  async find(pid: number): Promise<ProcessInfo | undefined> {
    return (await this.list()).find((process) => process.pid === pid);
  }

  check(process: ProcessIdentity): ProcessCondition {
    const entry = this.entries?.get(process.pid);
    if (entry?.startTimeMs !== process.startTimeMs) return 'gone';
    return entry.state.startsWith('T') ? 'stopped' : 'running';
  }

  async describe(process: ProcessIdentity): Promise<string | undefined> {
    if (this.check(process) === 'gone') return undefined;
    // One call for all that are asked for after a listing. What cannot be had is only a better name.
    this.commandNames ??= this.readCommandNames().catch(() => new Map<number, string>());
    return (await this.commandNames).get(process.pid);
  }

  dispose(): void {
    this.entries = undefined;
    this.commandNames = undefined;
  }

  private async readCommandNames(): Promise<ReadonlyMap<number, string>> {
    const names = new Map<number, string>();
    for (const line of (await this.run('ps', ['-A', '-o', 'pid=,command='])).split('\n')) {
      const [, pid, commandLine] = /^\s*(\d+)\s+(.*?)\s*$/.exec(line) ?? [];
      if (commandLine === undefined) continue;
      const name = nameOfLine(commandLine, this.entries?.get(Number(pid))?.command);
      if (name !== undefined) names.set(Number(pid), name);
    }
    return names;
  }
}

/** `ps` joins arguments by spaces. The path of the executable may hold some too, but is known from another column. */
function nameOfLine(commandLine: string, executable: string | undefined): string | undefined {
  if (executable !== undefined && `${commandLine} `.startsWith(`${executable} `)) {
    return commandName([executable, ...commandLine.slice(executable.length).split(' ')], executable);
  }
  return commandName(commandLine.split(' '));
}

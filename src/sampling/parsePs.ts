import type { ProcessInfo } from '../shared/sample';

/** The arguments with which `ps` prints what `parsePs` reads, on macOS, the BSDs and Linux. Source: ps(1). */
export const PS_ARGUMENTS: readonly string[] = ['-A', '-o', 'pid=,ppid=,stat=,lstart=,comm='];

/** One process as `ps` prints it. */
export interface PsProcess extends ProcessInfo {
  /** Letters: Z zombie, T stopped, and others. */
  readonly state: string;
  /** Path or name of the executable, as `ps` tells it. */
  readonly command: string;
}

/**
 * Parses the output of `ps` with `PS_ARGUMENTS` in the C locale: starts are whole seconds of local time. Lines that do
 * not have the expected form are left out.
 */
export function parsePs(output: string): PsProcess[] {
  const processes: PsProcess[] = [];
  for (const line of output.split('\n')) {
    const match = LINE.exec(line);
    if (match === null) continue;
    const [, pid, parentPid, state = '', start = '', command = ''] = match;
    const startTimeMs = Date.parse(start);
    if (Number.isNaN(startTimeMs)) continue;
    const name = command.slice(command.lastIndexOf('/') + 1);
    processes.push({ pid: Number(pid), parentPid: Number(parentPid), startTimeMs, state, command, name });
  }
  return processes;
}

/** pid, parent, state, `Tue Nov 24 07:18:19 2026` (BSDs print the day before the month), the rest. */
const LINE = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+\w{3} +(\w+ +\w+ [\d:]{8} \d{4})\s+(.*?)\s*$/;

import { readdirSync, readFileSync } from 'node:fs';
import { processTree, type TreeProcess } from '../host/processTree';

/** A program of ours, its supervisor, and the extension host that started both. */
export interface SupervisedProgram {
  /** The program with everything below it. */
  readonly family: readonly TreeProcess[];
  readonly supervisorPid: number;
  readonly hostPid: number;
}

/** The programs of files of a workspace that run below supervisors; empty elsewhere than on Linux, which has /proc. */
export function supervisedPrograms(workspace: string): readonly SupervisedProgram[] {
  return programsOf(workspace).flatMap((pid) => {
    const family = processTree(pid);
    const supervisorPid = family[0]?.parentPid ?? 0;
    if (!commandLine(supervisorPid).includes('processMonitorSupervisor.js')) return [];
    const hostPid = processTree(supervisorPid)[0]?.parentPid ?? 0;
    return [{ family, supervisorPid, hostPid }];
  });
}

/** The processes that run a file of a workspace, whoever started them; empty elsewhere than on Linux. */
export function programsOf(workspace: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => commandLine(pid).includes(`${workspace}/`)).map(Number);
}

/** Empty for a process that has gone. */
function commandLine(pid: string | number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

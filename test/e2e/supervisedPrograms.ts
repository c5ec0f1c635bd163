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
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || !commandLine(name).includes(workspace)) return [];
    const family = processTree(Number(name));
    const supervisorPid = family[0]?.parentPid ?? 0;
    if (!commandLine(supervisorPid).includes('processMonitorSupervisor.js')) return [];
    const hostPid = processTree(supervisorPid)[0]?.parentPid ?? 0;
    return [{ family, supervisorPid, hostPid }];
  });
}

/** Empty for a process that has gone. */
function commandLine(pid: string | number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

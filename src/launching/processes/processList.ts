import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** A living process, as far as its end concerns us. `startedAt` tells it from a later one with the same pid. */
export interface ListedProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  readonly startedAt: string;
}

/** All living processes of a POSIX system; zombies have ended and are left out. */
export async function listProcesses(platform: NodeJS.Platform): Promise<readonly ListedProcess[]> {
  return platform === 'linux' ? fromProcfs() : fromPs();
}

/** Reads a line of /proc/PID/stat (proc_pid_stat(5)); undefined for a zombie and for what is no such line. */
export function readStatLine(line: string): ListedProcess | undefined {
  const pid = Number(/^(\d+) \(/.exec(line)?.[1]);
  // The name in parentheses may hold anything, so the fields are counted from its end.
  const [state, parentPid, groupId, ...rest] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const startedAt = rest[16];
  if (startedAt === undefined || state === 'Z' || state === 'X' || !(pid > 0)) return undefined;
  return { pid, parentPid: Number(parentPid), groupId: Number(groupId), startedAt };
}

/** Reads the output of `ps -A -o pid=,ppid=,pgid=,stat=,lstart=`. */
export function readPsOutput(output: string): readonly ListedProcess[] {
  return output.split('\n').flatMap((line) => {
    const [, pid, parentPid, groupId, state, startedAt] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*\S)\s*$/.exec(line) ?? [];
    if (startedAt === undefined || state?.startsWith('Z') === true) return [];
    return [{ pid: Number(pid), parentPid: Number(parentPid), groupId: Number(groupId), startedAt }];
  });
}

function fromProcfs(): readonly ListedProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return readStatLine(readFileSync(`/proc/${name}/stat`, 'latin1')) ?? [];
    } catch {
      // It has ended since the folder was listed.
      return [];
    }
  });
}

async function fromPs(): Promise<readonly ListedProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='], {
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 16 * 1024 * 1024,
  });
  return readPsOutput(stdout);
}

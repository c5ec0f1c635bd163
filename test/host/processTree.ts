import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * A snapshot of a process and everything below it, root first; empty when the root is gone.
 * `startedAt` is compared before a kill, so that a process id that was given out again is never hit.
 */
export function processTree(rootPid: number): readonly TreeProcess[] {
  const all = listProcesses();
  const found = all.filter(({ pid }) => pid === rootPid);
  // The list grows while it is walked: each process brings its children.
  for (const { pid } of found) found.push(...all.filter(({ parentPid }) => parentPid === pid));
  return found;
}

export interface TreeProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly startedAt: string;
}

/** Those of `processes` that still run. */
export function stillRunning(processes: readonly TreeProcess[]): readonly TreeProcess[] {
  const now = listProcesses();
  return processes.filter((known) =>
    now.some(({ pid, startedAt }) => pid === known.pid && startedAt === known.startedAt),
  );
}

/** Processes that run now; zombies are left out, they have ended. Linux images often come without `ps`. */
function listProcesses(): TreeProcess[] {
  return process.platform === 'linux' ? fromProcfs() : fromPs();
}

function fromProcfs(): TreeProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const stat = readIfThere(`/proc/${pid}/stat`);
    // The name in parentheses may hold anything, so the fields are counted from its end.
    const [state, parentPid, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startedAt = rest[17];
    if (startedAt === undefined || state === 'Z') return [];
    return [{ pid: Number(pid), parentPid: Number(parentPid), startedAt }];
  });
}

/** Empty when the process has ended meanwhile. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function fromPs(): TreeProcess[] {
  const output = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,lstart='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return output.split('\n').flatMap((line) => {
    const [, pid, parentPid, state, startedAt] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (!pid || !parentPid || !startedAt || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), parentPid: Number(parentPid), startedAt }];
  });
}

import { execFileSync } from 'node:child_process';

/**
 * A snapshot of a process and everything below it, root first, as `ps` sees it; empty when the root is gone.
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

/** Processes that run now; zombies are left out, they have ended. */
function listProcesses(): TreeProcess[] {
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

import { readFileSync } from 'node:fs';

/** CPU time that this process has used so far, seconds: of all threads, since pidusage reads in the thread pool. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * CPU time that this process has used so far, seconds: of all threads, and of the children that have ended, in
 * ticks of 10 ms. Linux only. Source: proc_pid_stat(5).
 */
export function cpuSecondsWithChildren(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  // The fields after the name, of which the first is number 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const childTicks = Number(fields[16 - 3]) + Number(fields[17 - 3]);
  return ownCpuSeconds() + childTicks / 100;
}

import { readdirSync, readFileSync } from 'node:fs';
import { parseSchedstat } from './parseSchedstat';

/**
 * CPU time of the threads that a process has now, seconds, as the scheduler counts it: to the nanosecond, where `stat`
 * counts in ticks. Undefined where it cannot be had: the process has gone, is another user's, or the kernel does not
 * count. Costs some ten microseconds for each thread.
 */
export function readThreadsCpuTime(procfsRoot: string, pid: number): number | undefined {
  const folder = `${procfsRoot}/${pid}/task`;
  try {
    let nanoseconds = 0;
    for (const id of readdirSync(folder)) {
      const counted = parseSchedstat(readFileSync(`${folder}/${id}/schedstat`));
      if (counted === undefined) return undefined;
      nanoseconds += counted.ranNanoseconds;
    }
    return nanoseconds > 0 ? nanoseconds / 1e9 : undefined;
  } catch {
    return undefined;
  }
}

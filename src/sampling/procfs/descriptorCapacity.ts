import { readFileSync } from 'node:fs';

/**
 * How many descriptors may be kept open for reading: a quarter of what this process may have open (`self/limits`), so
 * that others in it never run out, and 2,048 at most; 256 where the limit is not known. Source: proc_pid_limits(5).
 */
export function descriptorCapacity(root: string): number {
  try {
    const limit = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync(`${root}/self/limits`, 'latin1'))?.[1];
    if (limit === undefined) return UNKNOWN;
    return limit === 'unlimited' ? MOST : Math.min(MOST, Math.floor(Number(limit) / 4));
  } catch {
    return UNKNOWN;
  }
}

const MOST = 2048;
const UNKNOWN = 256;

import { readFile } from 'node:fs/promises';
import type { ProportionalMemoryResult } from '../processSource';
import { errorCode } from './keptFile';
import { parseSmapsRollup } from './parseSmapsRollup';

/** Reads the proportional memory of a process in the thread pool, because the kernel takes milliseconds for it. */
export async function readProportionalMemory(root: string, pid: number): Promise<ProportionalMemoryResult> {
  const path = `${root}/${pid}/smaps_rollup`;
  try {
    const bytes = parseSmapsRollup(await readFile(path, 'latin1'));
    // A process that is about to end has no memory any more, and its file no lines.
    return bytes === undefined ? { kind: 'failed', reason: `${path} tells no Pss` } : { kind: 'read', bytes };
  } catch (error) {
    return { kind: 'failed', reason: `reading ${path}: ${errorCode(error)}` };
  }
}

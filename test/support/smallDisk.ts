import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether this process may mount file systems. */
export function mayMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** A real file system in memory, so large and no larger; `remount` changes its options. It is gone after the work. */
export async function withSmallDisk(
  kilobytes: number,
  work: (folder: string, remount: (options: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'process-monitor-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  try {
    await work(folder, async (options) => {
      await run('mount', ['-o', `remount,${options}`, folder]);
    });
  } finally {
    // Lazily: a test that fails may have files open there, and what it says must not be hidden.
    await run('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  }
}

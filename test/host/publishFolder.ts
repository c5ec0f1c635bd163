import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes `folder` out of what was prepared in `working` beside it, at once and whole. Where another run was first, its
 * folder stays; the rest of one that never became whole is replaced.
 */
export async function publishFolder(working: string, folder: string): Promise<void> {
  await writeFile(join(working, marker), '');
  if (!isWhole(folder)) await rm(folder, { recursive: true, force: true });
  try {
    await rename(working, folder);
  } catch (error) {
    if (!isWhole(folder)) throw error;
  }
}

/** Whether the folder was published. */
export function isWhole(folder: string): boolean {
  return existsSync(join(folder, marker));
}

/** Written last, so a folder that holds it is whole. */
const marker = 'complete';

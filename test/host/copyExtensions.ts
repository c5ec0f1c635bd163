import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Puts folders of extensions into a folder from which an editor loads them; makes that folder. */
export async function copyExtensions(extensions: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const extension of extensions) await cp(extension, join(folder, basename(extension)), { recursive: true });
}

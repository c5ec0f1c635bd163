import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts a copy of the agent where it stays when the extension is updated, and returns its path: a program that is started
 * again with the environment of an earlier one must find it, or Node would not start. A copy that is there is checked, and
 * replaced at once by renaming where it differs. Rejects when it can be neither read nor written.
 */
export async function installAgentFile(source: string, folder: string, name = 'agent.js'): Promise<string> {
  const target = join(folder, name);
  const wanted = await readFile(source);
  const present = await readFile(target).catch(() => undefined);
  if (present?.equals(wanted) === true) return target;
  await mkdir(folder, { recursive: true });
  const working = join(folder, `agent.${randomBytes(8).toString('hex')}.tmp`);
  try {
    await writeFile(working, wanted);
    await rename(working, target);
  } finally {
    await rm(working, { force: true });
  }
  return target;
}

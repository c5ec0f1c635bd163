import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A JVM's file has 32 KiB unless it is told otherwise. */
const MOST_BYTES = 1_048_576;

/**
 * The `hsperfdata` file of a process of this user; undefined where it has none. `temporaryFolder` is where HotSpot puts
 * them, for each user in a folder of his name: `/tmp` on Linux, whatever `TMPDIR` says. Links, and what belongs to somebody
 * else, are not followed: anybody may write there. Never rejects.
 */
export async function readPerfFile(pid: number, temporaryFolder: string, userId: number): Promise<Buffer | undefined> {
  const folders = (await readdir(temporaryFolder).catch((): string[] => [])).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders) {
    const file = await readOwn(join(temporaryFolder, folder, String(pid)), userId);
    if (file !== undefined) return file;
  }
  return undefined;
}

const PREFIX = 'hsperfdata_';

async function readOwn(path: string, userId: number): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => undefined,
  );
  if (file === undefined) return undefined;
  try {
    const facts = await file.stat();
    if (!facts.isFile() || facts.uid !== userId || facts.size > MOST_BYTES) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(facts.size), 0, facts.size, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    // It has gone with its JVM.
    return undefined;
  } finally {
    await file.close().catch(() => undefined);
  }
}

import { constants } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A JVM's file has 32 KiB unless it is told otherwise. */
const MOST_BYTES = 1_048_576;

/** Where the files of JVMs may be, and whose they are. */
export interface PerfFileOptions {
  /** Where HotSpot puts them, for each user in a folder of his name: `/tmp` on Linux, whatever `TMPDIR` says. */
  readonly temporaryFolder: string;
  readonly userId: number;
  /** Where a procfs is mounted; absent where there is none. */
  readonly procfs?: string;
}

/**
 * The `hsperfdata` file of a process of this user; undefined where it has none. That of a JVM in a container lies in the
 * file system that it sees, under the pid that it has there. Links, and what belongs to somebody else, are not followed:
 * anybody may write there. Never rejects. Sources: `perfMemory_posix.cpp` of OpenJDK, proc_pid_root(5).
 */
export async function readPerfFile(pid: number, options: PerfFileOptions): Promise<Buffer | undefined> {
  const { temporaryFolder, userId, procfs } = options;
  const ownPid = procfs === undefined ? pid : await pidInside(pid, procfs);
  const inside = procfs === undefined ? [] : [join(procfs, String(pid), 'root', temporaryFolder)];
  // Outside, another process's file may have the name that this one's has inside.
  const outside = ownPid === pid ? [temporaryFolder] : [];
  for (const place of [...inside, ...outside]) {
    const folders = (await readdir(place).catch((): string[] => [])).filter((name) => name.startsWith(PREFIX));
    for (const folder of folders) {
      const file = await readOwn(join(place, folder, String(ownPid)), userId);
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

const PREFIX = 'hsperfdata_';

/** The pid that a process has in its innermost namespace. Source: `NSpid` of proc_pid_status(5). */
async function pidInside(pid: number, procfs: string): Promise<number> {
  const status = await readFile(join(procfs, String(pid), 'status'), 'utf8').catch(() => '');
  return Number(/^NSpid:.*?(\d+)$/m.exec(status)?.[1] ?? pid);
}

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

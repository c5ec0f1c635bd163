import { copyFile, lstat, mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The folder in which the evidence of one run lies. It is created with the first file. */
export class EvidenceFolder {
  constructor(readonly path: string) {}

  /** How many files there are and their size in bytes; zeros where there is no folder. */
  async usage(): Promise<{ readonly count: number; readonly bytes: number }> {
    const names = await readdir(this.path).catch(() => []);
    const sizes = await Promise.all(
      names.map((name) =>
        stat(join(this.path, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  }

  /** What the disk still holds, bytes. Creates the folder; nobody else on the machine may read it. */
  async freeDiskBytes(): Promise<number> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.path);
    return bavail * bsize;
  }

  /**
   * Takes a file that a program has written into this folder, and returns its new path. Rejects where it is not an
   * ordinary file of at most so many bytes: a program may have put anything in its place.
   */
  async take(written: string, name: string, maxBytes: number): Promise<string> {
    const found = await lstat(written);
    if (!found.isFile() || found.size > maxBytes) throw new Error('the program wrote something else');
    const target = this.file(name);
    // The folders may lie on different disks.
    await rename(written, target).catch(() => copyFile(written, target));
    await rm(written, { force: true });
    return target;
  }

  /** The path of a file in the folder; of a name that would lead elsewhere only its last part counts. */
  file(name: string): string {
    return join(this.path, basename(name));
  }
}

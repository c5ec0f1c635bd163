import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

/**
 * Creates a file and has it written, up to a size. Rejects where it is there already, is not all written, or `fill` rejects;
 * no file is left then. What `fill` writes never throws: it is called from within an inspector's events, in a program that
 * is not ours.
 */
export async function writeCapped(
  path: string,
  maxBytes: number,
  fill: (write: (text: string) => void) => Promise<void>,
): Promise<void> {
  const file = new CappedFile(path, maxBytes);
  try {
    await fill((text) => {
      file.write(text);
    });
    file.finish();
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    file.close();
  }
}

/** A new file that grows up to a size. What cannot be written is left out, and `finish` then says why. */
class CappedFile {
  private readonly descriptor: number;
  private bytes = 0;
  private failure: Error | undefined;

  /** Throws where the file is there already, or cannot be created. For this user's eyes only. */
  constructor(
    path: string,
    private readonly maxBytes: number,
  ) {
    this.descriptor = openSync(path, 'wx', 0o600);
  }

  write(text: string): void {
    const bytes = Buffer.byteLength(text);
    this.bytes += bytes;
    if (this.failure !== undefined || this.bytes > this.maxBytes) return;
    try {
      // A disk that becomes full takes a part, and refuses only what comes after it.
      if (writeSync(this.descriptor, text) < bytes) this.failure = new Error('there is no room on the disk');
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Throws where not all of it was written. */
  finish(): void {
    if (this.failure !== undefined) throw this.failure;
    if (this.bytes <= this.maxBytes) return;
    throw new Error(`it takes ${toMegabytes(this.bytes)} MB, and there is room for ${toMegabytes(this.maxBytes)} MB`);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

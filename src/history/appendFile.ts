import { constants, fsyncSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * A file at whose end records are added. What cannot be written stays pending and is tried again with the next flush, at
 * the same place: a write that got only half through leaves nothing behind.
 */
export class AppendFile {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private isOutdated = false;

  private constructor(
    private readonly file: RandomAccess,
    private position: number,
  ) {}

  /** Opens a file for one owner, created where it is not there, and cuts off what is behind `keptBytes`. */
  static async open(path: string, keptBytes: number, openFile: OpenFile = openRandomAccess): Promise<AppendFile> {
    const file = await openFile(path);
    await file.truncate(keptBytes);
    return new AppendFile(file, keptBytes);
  }

  /** Bytes that wait to be written. */
  get waitingBytes(): number {
    return this.pendingBytes;
  }

  /** Bytes that are written. */
  get writtenBytes(): number {
    return this.position;
  }

  /** Adds bytes; they are on the disk after the next flush. */
  add(bytes: Buffer): void {
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
  }

  /** All that was added so far is needed no more: the next flush empties the file first. */
  restart(): void {
    this.pending = [];
    this.pendingBytes = 0;
    this.isOutdated = true;
  }

  /** Writes what is pending and waits until the disk has it. Rejects with the error of the file system. */
  async flush(): Promise<void> {
    if (this.isOutdated) {
      await this.file.truncate(0);
      this.position = 0;
      this.isOutdated = false;
    }
    if (this.pendingBytes === 0) return;
    const bytes = Buffer.concat(this.pending);
    const count = this.pending.length;
    await this.file.write(bytes, this.position);
    await this.file.sync();
    // More may have been added meanwhile.
    this.pending = this.pending.slice(count);
    this.pendingBytes -= bytes.length;
    this.position += bytes.length;
  }

  /**
   * Writes what is pending at once: for the moment in which the process is about to go. A flush that is under way writes
   * the same bytes to the same place, so that neither harms the other. Throws the error of the file system.
   */
  flushNow(): void {
    if (this.pendingBytes > 0 && !this.isOutdated) this.file.writeNow(Buffer.concat(this.pending), this.position);
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

/** What an `AppendFile` needs of an open file. */
export interface RandomAccess {
  write(bytes: Buffer, position: number): Promise<void>;
  /** Writes and syncs before it returns. */
  writeNow(bytes: Buffer, position: number): void;
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export type OpenFile = (path: string) => Promise<RandomAccess>;

/** Only the person who runs the editor may read what their programs wrote. */
const OWNER_ONLY = 0o600;

/** A file of the system, created where it is not there. */
export async function openRandomAccess(path: string): Promise<RandomAccess> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, OWNER_ONLY);
  return {
    write: async (bytes, position) => {
      for (let done = 0; done < bytes.length;) {
        done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
      }
    },
    writeNow: (bytes, position) => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(file.fd, bytes, done, bytes.length - done, position + done);
      }
      fsyncSync(file.fd);
    },
    sync: () => file.datasync(),
    truncate: (bytes) => file.truncate(bytes),
    close: () => file.close(),
  };
}

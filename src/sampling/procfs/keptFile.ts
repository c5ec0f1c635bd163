import { closeSync, openSync, readSync } from 'node:fs';

/**
 * A file of procfs that is read again and again. Its descriptor is kept while the budget allows, because a positional
 * read through it gives fresh content at half the cost. Such a descriptor belongs to the process, not to its pid: after
 * the exit it fails, even when the pid was given out again.
 */
export class KeptFile {
  private descriptor: number | undefined;
  private refusal: string | undefined;

  constructor(
    private readonly path: string,
    private readonly budget: DescriptorBudget,
  ) {}

  /** Reads from the start into `buffer`: the number of bytes, or the code of the error (`ENOENT`, `ESRCH`, `EACCES`). */
  read(buffer: Buffer): number | string {
    // What may not be read today will not be allowed later; an exception for it every round is dear.
    if (this.refusal !== undefined) return this.refusal;
    try {
      if (this.descriptor !== undefined) return readSync(this.descriptor, buffer, 0, buffer.length, 0);
      return this.openAndRead(buffer);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EACCES' || code === 'EPERM') this.refusal = code;
      return code;
    }
  }

  close(): void {
    if (this.descriptor === undefined) return;
    closeSync(this.descriptor);
    this.descriptor = undefined;
    this.budget.giveBack();
  }

  private openAndRead(buffer: Buffer): number {
    const descriptor = openSync(this.path, 'r');
    const kept = this.budget.take();
    if (kept) this.descriptor = descriptor;
    try {
      return readSync(descriptor, buffer, 0, buffer.length, 0);
    } finally {
      if (!kept) closeSync(descriptor);
    }
  }
}

/**
 * How many descriptors may be kept. Where it is spent, further files are opened and closed at each read. Nothing is
 * evicted for them: all are read in turn every round, so the one evicted would always be the next one needed.
 */
export class DescriptorBudget {
  private taken = 0;

  constructor(private readonly capacity: number) {}

  /** Takes one if there is one left. */
  take(): boolean {
    if (this.taken >= this.capacity) return false;
    this.taken += 1;
    return true;
  }

  giveBack(): void {
    this.taken -= 1;
  }
}

/** The code of a file system error; `EUNKNOWN` if it carries none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
}

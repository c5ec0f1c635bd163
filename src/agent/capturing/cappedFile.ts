import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

/** A new file that grows up to a size. What is beyond it is not written, and `close` then says so. */
export class CappedFile {
  private readonly descriptor: number;
  private bytes = 0;

  /** Throws where the file is there already, or cannot be created. */
  constructor(
    private readonly path: string,
    private readonly maxBytes: number,
  ) {
    this.descriptor = openSync(path, 'wx', 0o600);
  }

  write(text: string): void {
    this.bytes += Buffer.byteLength(text);
    if (this.bytes <= this.maxBytes) writeSync(this.descriptor, text);
  }

  /** Ends the file; throws where not all of it was written. */
  close(): void {
    if (this.bytes > this.maxBytes) {
      throw new Error(`it takes ${toMegabytes(this.bytes)} MB, and there is room for ${toMegabytes(this.maxBytes)} MB`);
    }
    closeSync(this.descriptor);
  }

  /** Gives the file up; to be called instead of `close`, or after it has thrown. */
  remove(): void {
    closeSync(this.descriptor);
    rmSync(this.path, { force: true });
  }
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

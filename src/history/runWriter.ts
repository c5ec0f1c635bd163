import type { AppendFile } from './appendFile';
import { encodeBlock, type BlockColumn } from './block';
import { encodeRecord } from './checkedRecord';
import { OpenChunk } from './openChunk';
import { pack, packJson, packLarge } from './recordContent';
import type { RunHeader, SeriesRecord, SessionChanges } from './runRecords';

/**
 * Writes one run into its two files. The run file holds what is final: header, dictionary of series, changes of the
 * session, and a block for each full chunk of rows. The log holds the rows of the chunk that is open, in the parts in
 * which they came, and the last output; once the chunk is in the run file, the log begins anew. Whoever reads a log that
 * has outlived its chunk sees by the numbers that it is outdated.
 *
 * Calls must not overlap, but for `flushNow`.
 */
export class RunWriter {
  private open = new OpenChunk();
  private part = 0;
  private isBehindHole = false;

  constructor(
    private readonly run: AppendFile,
    private readonly log: AppendFile,
    private chunk = 0,
    private readonly mostWaitingBytes = MOST_WAITING_BYTES,
  ) {}

  /** Bytes of both files. */
  get writtenBytes(): number {
    return this.run.writtenBytes + this.log.writtenBytes;
  }

  addHeader(header: RunHeader): void {
    this.run.add(encodeRecord('header', packJson(header)));
  }

  addChanges(changes: SessionChanges): void {
    this.run.add(encodeRecord('changes', packJson(changes)));
  }

  /** Lines of output; they are lost when the chunk is full, unless they are added again: see `flush`. */
  addOutput(lines: readonly string[]): void {
    if (lines.length > 0) this.log.add(encodeRecord('output', packJson(lines)));
  }

  addSeries(series: SeriesRecord): void {
    this.run.add(encodeRecord('series', packJson(series)));
  }

  /** Adds new rows. While nothing can be written they are held, but not without bounds: then a hole is left. */
  addRows(columns: readonly BlockColumn[]): void {
    if (columns.length === 0) return;
    if (this.run.waitingBytes + this.log.waitingBytes > this.mostWaitingBytes) {
      this.leaveHole();
      return;
    }
    this.isBehindHole = false;
    this.open.add(columns);
    this.log.add(encodeRecord('block', pack(encodeBlock({ chunk: this.chunk, part: this.part, columns }))));
    this.part += 1;
  }

  /**
   * Writes what was added and waits until the disk has it. `lastOutput` is what a log that begins anew takes along.
   * Rejects with the error of the file system; nothing is lost then, the next flush tries again.
   */
  async flush(lastOutput: readonly string[]): Promise<void> {
    if (this.open.isFull) {
      await this.closeChunk();
      this.addOutput(lastOutput);
    }
    await this.run.flush();
    // The log knows series only by their numbers in the run file, and must not be emptied before its chunk is there.
    await this.log.flush();
  }

  /** Writes what was added at once: see `AppendFile`. */
  flushNow(): void {
    this.run.flushNow();
    this.log.flushNow();
  }

  /** Writes everything into the run file, of which alone the run now consists, and closes both. */
  async end(lastOutput: readonly string[]): Promise<void> {
    try {
      await this.closeChunk();
      if (lastOutput.length > 0) this.run.add(encodeRecord('output', packJson(lastOutput)));
      await this.run.flush();
      await this.log.flush();
    } finally {
      await this.run.close();
      await this.log.close();
    }
  }

  /** Gives the files back as they are. */
  async close(): Promise<void> {
    await this.run.close();
    await this.log.close();
  }

  private async closeChunk(): Promise<void> {
    if (!this.open.isEmpty) {
      const block = encodeBlock({ chunk: this.chunk, part: 0, columns: this.open.merged() });
      this.run.add(encodeRecord('block', await packLarge(block)));
      this.open = new OpenChunk();
      this.chunk += 1;
      this.part = 0;
    }
    this.log.restart();
  }

  /** A chunk's number is left out, which tells whoever reads that rows are missing there. */
  private leaveHole(): void {
    if (this.isBehindHole) return;
    this.isBehindHole = true;
    if (!this.open.isEmpty) {
      const block = encodeBlock({ chunk: this.chunk, part: 0, columns: this.open.merged() });
      this.run.add(encodeRecord('block', pack(block)));
      this.open = new OpenChunk();
      this.log.restart();
      this.chunk += 1;
    }
    this.chunk += 1;
    this.part = 0;
  }
}

/** Hours of a usual run. */
const MOST_WAITING_BYTES = 8 * 2 ** 20;

import { rm } from 'node:fs/promises';
import type { SessionStore } from '../series/sessionStore';
import type { Session } from '../shared/state';
import { AppendFile, type OpenFile } from './appendFile';
import { encodeBlock } from './block';
import { encodeRecord } from './checkedRecord';
import { mergeParts } from './mergeParts';
import type { OutputTail } from './outputTail';
import type { StoredRun } from './readRun';
import { pack } from './recordContent';
import type { RunFolder, RunId } from './runFolder';
import type { RunHeader } from './runRecords';
import { summaryOf } from './runSummary';
import { RunWriter } from './runWriter';
import { SeriesDictionary } from './seriesDictionary';
import { SessionDiff } from './sessionDiff';

/**
 * Keeps one run on the disk while it goes on: takes from session and store what is new since the last time. A disk that
 * is full or gone is said once and tried again with each flush; nothing else is held up by it.
 */
export class RunRecorder {
  private readonly diff = new SessionDiff();
  private queue: Promise<void> = Promise.resolve();
  private isFailing = false;
  private hasEnded = false;

  private constructor(
    readonly id: RunId,
    private readonly header: RunHeader,
    private readonly writer: RunWriter,
    private readonly dictionary: SeriesDictionary,
    /** What the program writes; whoever hears of it adds it there. */
    readonly output: OutputTail,
    private readonly options: RecorderOptions,
  ) {}

  /** Begins a new run. Rejects with the error of the file system where no file can be created. */
  static async begin(id: RunId, header: RunHeader, output: OutputTail, options: RecorderOptions): Promise<RunRecorder> {
    await options.folder.create();
    const file = await AppendFile.open(options.folder.runPath(id), 0, options.openFile);
    const log = await AppendFile.open(options.folder.logPath(id), 0, options.openFile);
    const writer = new RunWriter(file, log, 0, options.mostWaitingBytes);
    writer.addHeader(header);
    return new RunRecorder(id, header, writer, new SeriesDictionary(), output, options);
  }

  /**
   * Continues a run whose writer has gone. `dictionary` has taken all that the store was filled with from it; what comes
   * later is written.
   */
  static async resume(
    id: RunId,
    run: StoredRun,
    dictionary: SeriesDictionary,
    output: OutputTail,
    options: RecorderOptions,
  ): Promise<RunRecorder> {
    const sealed = mergeParts(run.unsealed, run.sealed.at(-1));
    const lastChunk = (sealed.at(-1) ?? run.sealed.at(-1))?.chunk ?? -1;
    const file = await AppendFile.open(options.folder.runPath(id), run.fileBytes, options.openFile);
    for (const block of sealed) file.add(encodeRecord('block', pack(encodeBlock(block))));
    // Only once its rows are in the run file may the log be emptied.
    await file.flush();
    const log = await AppendFile.open(options.folder.logPath(id), 0, options.openFile);
    const writer = new RunWriter(file, log, lastChunk + 1, options.mostWaitingBytes);
    writer.addOutput(run.output);
    const recorder = new RunRecorder(id, run.header, writer, dictionary, output, options);
    recorder.diff.next(run.session);
    return recorder;
  }

  /** Writes what is new and waits until the disk has it. Never rejects. */
  async flush(session: Session, store: SessionStore): Promise<void> {
    await this.inOrder(async () => {
      if (this.hasEnded) return;
      this.takeNew(session, store);
      await this.writer.flush(this.output.all());
    });
  }

  /** Writes what is new at once, as far as that is possible: the process is about to go. */
  flushNow(session: Session, store: SessionStore): void {
    if (this.hasEnded) return;
    try {
      this.takeNew(session, store);
      this.writer.flushNow();
    } catch (error) {
      this.failed(error);
    }
  }

  /** Writes the summary that lists show. Never rejects. */
  async summarize(session: Session, store: SessionStore): Promise<void> {
    await this.inOrder(() => this.writeSummary(session, store));
  }

  /** Writes the rest and closes the files. Never rejects. */
  async end(session: Session, store: SessionStore): Promise<void> {
    await this.inOrder(async () => {
      if (this.hasEnded) return;
      this.takeNew(session, store);
      this.hasEnded = true;
      await this.writer.end(this.output.all());
      await rm(this.options.folder.logPath(this.id), { force: true });
      await this.writeSummary(session, store);
    });
  }

  private async writeSummary(session: Session, store: SessionStore): Promise<void> {
    const writer = { pid: this.options.writerPid, isWriting: !this.hasEnded };
    await this.options.folder.writeSummary(this.id, summaryOf(this.header, session, store, writer));
  }

  private takeNew(session: Session, store: SessionStore): void {
    const { first, added, columns } = this.dictionary.take(store);
    if (added.length > 0) this.writer.addSeries({ first, keys: [...added] });
    this.writer.addRows(columns);
    const changes = this.diff.next(session);
    if (changes !== undefined) this.writer.addChanges(changes);
    this.writer.addOutput(this.output.takeNew());
  }

  private inOrder(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work).then(
      () => {
        this.isFailing = false;
      },
      (error: unknown) => {
        this.failed(error);
      },
    );
    return this.queue;
  }

  private failed(error: unknown): void {
    if (!this.isFailing) this.options.onProblem(error instanceof Error ? error.message : String(error));
    this.isFailing = true;
  }
}

export interface RecorderOptions {
  readonly folder: RunFolder;
  /** The process that writes. */
  readonly writerPid: number;
  /** Told when writing begins to fail, and again only after it has worked. */
  onProblem(message: string): void;
  /** So many bytes are held while they cannot be written; some megabytes where nothing is said. */
  readonly mostWaitingBytes?: number;
  /** Replaces the file system in tests. */
  readonly openFile?: OpenFile;
}

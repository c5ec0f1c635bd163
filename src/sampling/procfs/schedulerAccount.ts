import { readdirSync } from 'node:fs';
import { KeptFile, type DescriptorBudget } from './keptFile';
import { parseSchedstat, type Schedstat } from './parseSchedstat';

/**
 * What the scheduler counts for the threads of one process. Its own file of a process counts the main thread alone, so
 * that each thread's is read: about a microsecond through a kept descriptor.
 */
export class SchedulerAccount {
  private readonly threads = new Map<string, Thread>();
  private waitedNanoseconds = 0;

  constructor(
    private readonly folder: string,
    private readonly budget: DescriptorBudget,
    private readonly buffer: Buffer,
  ) {}

  /**
   * What has been counted by now, given how many threads there are; undefined where it cannot be had. The wait of a
   * thread that ended since the last call is not known from there on and is left out.
   */
  read(threadCount: number): ScheduledTime | undefined {
    let hasRun = false;
    for (const thread of this.threads.values()) hasRun = this.advance(thread) || hasRun;
    const isComplete = this.threads.size === threadCount && [...this.threads.values()].every(({ last }) => last);
    if (!isComplete) {
      if (!this.list()) return undefined;
      hasRun = true;
    }
    // A kernel without this account writes zeros for all.
    const isCounted = [...this.threads.values()].some(({ last }) => last !== undefined && last.ranNanoseconds > 0);
    return isCounted ? { waitedSeconds: this.waitedNanoseconds / 1e9, hasRun } : undefined;
  }

  close(): void {
    for (const { file } of this.threads.values()) file.close();
    this.threads.clear();
  }

  /** Takes in the threads that are new and lets go of those that have ended; false where they cannot be listed. */
  private list(): boolean {
    let ids: ReadonlySet<string>;
    try {
      ids = new Set(readdirSync(this.folder));
    } catch {
      return false;
    }
    for (const [id, thread] of this.threads) {
      if (ids.has(id) && thread.last !== undefined) continue;
      thread.file.close();
      this.threads.delete(id);
    }
    for (const id of ids) {
      if (this.threads.has(id)) continue;
      const thread: Thread = { file: new KeptFile(`${this.folder}/${id}/schedstat`, this.budget), last: undefined };
      this.advance(thread);
      if (thread.last === undefined) thread.file.close();
      else this.threads.set(id, thread);
    }
    return true;
  }

  /** Reads a thread and adds what it has waited since; true if it has run. One that has ended is left without figures. */
  private advance(thread: Thread): boolean {
    const length = thread.file.read(this.buffer);
    const now = typeof length === 'string' ? undefined : parseSchedstat(this.buffer, length);
    const before = thread.last;
    thread.last = now;
    if (now === undefined) return true;
    const isSame = before !== undefined && now.waitedNanoseconds >= before.waitedNanoseconds;
    this.waitedNanoseconds += now.waitedNanoseconds - (isSame ? before.waitedNanoseconds : 0);
    return now.ranNanoseconds !== before?.ranNanoseconds || now.timeslices !== before.timeslices;
  }
}

/** The scheduler's account of a process. */
export interface ScheduledTime {
  /** Time that threads were ready to run and waited for a processor; that of several threads adds up. */
  readonly waitedSeconds: number;
  /**
   * Whether any thread has run since the last call. If none has, the process has done nothing: it cannot have read,
   * written, opened or closed anything.
   */
  readonly hasRun: boolean;
}

interface Thread {
  readonly file: KeptFile;
  /** What was read last; undefined if the thread has ended. */
  last: Schedstat | undefined;
}

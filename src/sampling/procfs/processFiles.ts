import type { DescriptorCounter } from './descriptorCounter';
import { KeptFile, type DescriptorBudget } from './keptFile';
import { parseIo, type Io } from './parseIo';
import { parseStat, type Stat } from './parseStat';
import { parseStatus, type ContextSwitches } from './parseStatus';
import { SchedulerAccount, type ScheduledTime } from './schedulerAccount';

/**
 * The files of one process in procfs. `stat` tells more than the others and comes first; what else cannot be read, as
 * with another user's process, is undefined. `buffer` is for every file in turn and keeps nothing.
 */
export class ProcessFiles {
  private readonly statFile: KeptFile;
  private readonly ioFile: KeptFile;
  private readonly statusFile: KeptFile;
  private readonly account: SchedulerAccount;
  private readonly descriptorFolder: string;
  private lastDetails: Details | undefined;
  private descriptorsRefused = false;

  constructor(
    root: string,
    pid: number,
    budget: DescriptorBudget,
    private readonly buffer: Buffer,
    private readonly countDescriptors: DescriptorCounter,
  ) {
    this.statFile = new KeptFile(`${root}/${pid}/stat`, budget);
    this.ioFile = new KeptFile(`${root}/${pid}/io`, budget);
    this.statusFile = new KeptFile(`${root}/${pid}/status`, budget);
    this.account = new SchedulerAccount(`${root}/${pid}/task`, budget, buffer);
    this.descriptorFolder = `${root}/${pid}/fd`;
  }

  /** What `stat` says, or the code of the error; `EBADMSG` if it cannot be understood. */
  stat(): Stat | string {
    const length = this.statFile.read(this.buffer);
    return typeof length === 'string' ? length : (parseStat(this.buffer, length) ?? 'EBADMSG');
  }

  /** What the scheduler counts, given how many threads there are; undefined where it cannot be had. */
  scheduledTime(threadCount: number): ScheduledTime | undefined {
    return this.account.read(threadCount);
  }

  /**
   * The rest. With `isUnchanged` what was read last still holds, because the process has done nothing since; reading it
   * again would cost four times as much as finding that out.
   */
  details(isUnchanged: boolean): Details {
    if (!isUnchanged || this.lastDetails === undefined) {
      const [io, contextSwitches, openDescriptors] = [this.io(), this.contextSwitches(), this.openDescriptors()];
      this.lastDetails = { io, contextSwitches, openDescriptors };
    }
    return this.lastDetails;
  }

  close(): void {
    this.statFile.close();
    this.ioFile.close();
    this.statusFile.close();
    this.account.close();
  }

  private io(): Io | undefined {
    const text = this.textOf(this.ioFile);
    return text === undefined ? undefined : parseIo(text);
  }

  private contextSwitches(): ContextSwitches | undefined {
    const text = this.textOf(this.statusFile);
    return text === undefined ? undefined : parseStatus(text);
  }

  private openDescriptors(): number | undefined {
    if (this.descriptorsRefused) return undefined;
    const count = this.countDescriptors(this.descriptorFolder);
    this.descriptorsRefused = count === undefined;
    return count;
  }

  private textOf(file: KeptFile): string | undefined {
    const length = file.read(this.buffer);
    return typeof length === 'string' ? undefined : this.buffer.toString('latin1', 0, length);
  }
}

/** What besides `stat` and the scheduler's account is read of a process; what may not be read is undefined. */
export interface Details {
  readonly io: Io | undefined;
  readonly contextSwitches: ContextSwitches | undefined;
  readonly openDescriptors: number | undefined;
}

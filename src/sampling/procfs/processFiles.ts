import type { DescriptorCounter } from './descriptorCounter';
import { KeptFile, type DescriptorBudget } from './keptFile';
import { parseIo, type Io } from './parseIo';
import { parseStat, type Stat } from './parseStat';
import { parseStatus, type ContextSwitches } from './parseStatus';

/**
 * The files of one process in procfs. `stat` tells more than the others and comes first; what else cannot be read, as
 * with another user's process, is undefined. `buffer` is for every file in turn and keeps nothing.
 */
export class ProcessFiles {
  private readonly statFile: KeptFile;
  private readonly ioFile: KeptFile;
  private readonly statusFile: KeptFile;
  private readonly descriptorFolder: string;
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
    this.descriptorFolder = `${root}/${pid}/fd`;
  }

  /** What `stat` says, or the code of the error; `EBADMSG` if it cannot be understood. */
  stat(): Stat | string {
    const length = this.statFile.read(this.buffer);
    return typeof length === 'string' ? length : (parseStat(this.buffer, length) ?? 'EBADMSG');
  }

  io(): Io | undefined {
    const text = this.textOf(this.ioFile);
    return text === undefined ? undefined : parseIo(text);
  }

  contextSwitches(): ContextSwitches | undefined {
    const text = this.textOf(this.statusFile);
    return text === undefined ? undefined : parseStatus(text);
  }

  openDescriptors(): number | undefined {
    if (this.descriptorsRefused) return undefined;
    const count = this.countDescriptors(this.descriptorFolder);
    this.descriptorsRefused = count === undefined;
    return count;
  }

  close(): void {
    this.statFile.close();
    this.ioFile.close();
    this.statusFile.close();
  }

  private textOf(file: KeptFile): string | undefined {
    const length = file.read(this.buffer);
    return typeof length === 'string' ? undefined : this.buffer.toString('latin1', 0, length);
  }
}

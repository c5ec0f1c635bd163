import { processKey, type ProcessInfo, type ProcessKey } from '../shared/sample';
import type { ProcessSource } from './processSource';

/**
 * The names of processes for people. A process is asked for its name when it is new, once more a round later (a child
 * carries its parent's command line until it has started its own program), and when the table's name for it changes.
 */
export class ProcessNames {
  private readonly entries = new Map<ProcessKey, Entry>();

  constructor(private readonly source: Pick<ProcessSource, 'describe'>) {}

  /** Finds out what is not known yet of these processes. */
  async learn(processes: readonly ProcessInfo[]): Promise<void> {
    const unsure = processes.filter((process) => !this.isSettled(process));
    await Promise.all(unsure.map((process) => this.learnOne(process)));
  }

  /** The best name that is known: the table's, where there is no better one. */
  nameOf(process: ProcessInfo): string {
    return this.entries.get(processKey(process))?.name ?? process.name;
  }

  /** Drops all names but those of the given processes. */
  retain(keys: ReadonlySet<ProcessKey>): void {
    for (const key of this.entries.keys()) if (!keys.has(key)) this.entries.delete(key);
  }

  private isSettled(process: ProcessInfo): boolean {
    const entry = this.entries.get(processKey(process));
    return entry?.tableName === process.name && entry.isConfirmed;
  }

  private async learnOne(process: ProcessInfo): Promise<void> {
    const key = processKey(process);
    const isConfirmed = this.entries.get(key)?.tableName === process.name;
    const name = (await this.source.describe(process)) ?? process.name;
    this.entries.set(key, { tableName: process.name, name, isConfirmed });
  }
}

interface Entry {
  readonly tableName: string;
  readonly name: string;
  readonly isConfirmed: boolean;
}

import type { ProcessIdentity, ProcessStanding } from '../shared/sample';
import type { TableEntry } from './tableEntry';

/** The table of processes: who runs, since when, and whose child it is. One implementation for each kind of system. */
export interface ProcessTable {
  /** Whether `check` asks the system at once; otherwise it answers from the last listing. */
  readonly checksNow: boolean;
  /** All processes that can be seen; zombies are left out. Rejects if the table cannot be had. */
  list(): Promise<readonly TableEntry[]>;
  /** Who has this pid now; undefined if nobody. Rejects as `list` does. */
  find(pid: number): Promise<TableEntry | undefined>;
  /** Whether the process still runs; `gone` too when its pid belongs to another, or when it is a zombie. */
  check(process: ProcessIdentity): ProcessCondition;
  /** A name for people: `node server.js`. Basenames only; undefined if it cannot be had. */
  describe(process: ProcessIdentity): Promise<string | undefined>;
  dispose(): void;
}

export type ProcessCondition = ProcessStanding | 'gone';

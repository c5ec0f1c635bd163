import type { MetricName } from '../shared/metrics';
import type { ProcessIdentity, ProcessStanding, Reading } from '../shared/sample';
import type { MarkedProcess } from './markerSearch';
import type { TableEntry } from './tableEntry';

/**
 * A way to read processes. Implementations differ in what they can read and how often; nothing else in the project
 * knows which one is at work.
 */
export interface ProcessSource {
  readonly name: 'procfs' | 'pidusage';
  /** The metrics that this source can read. */
  readonly metrics: readonly MetricName[];
  /** The shortest interval between two rounds that makes sense for this source on this system, in milliseconds. */
  readonly minIntervalMs: number;
  /**
   * The processes that can be seen now: the table from which trees are made. It may still hold some that exited a short
   * while ago; `read` tells. Rejects if the table cannot be had.
   */
  list(): Promise<readonly TableEntry[]>;
  /** Who has this pid now; undefined if nobody. This is how a bare pid becomes an identity. Rejects as `list` does. */
  find(pid: number): Promise<TableEntry | undefined>;
  /**
   * Which of the processes carry which of the markers: `NAME=value` in the environment that they were started with.
   * Empty where this cannot be found out. Never rejects, and keeps nothing of what it read.
   */
  findMarked(processes: readonly ProcessIdentity[], markers: readonly string[]): Promise<readonly MarkedProcess[]>;
  /** Reads processes, in any order; one that has gone or whose pid now belongs to another is `gone`. Never rejects. */
  read(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]>;
  /**
   * The proportional memory of a process, bytes. It costs milliseconds and is no metric of a round; the calling thread
   * is not held up. Never rejects.
   */
  readProportionalMemory(process: ProcessIdentity): Promise<ProportionalMemoryResult>;
  /** A name for people, better than the table's: `node server.js`. Basenames only; undefined if it cannot be had. */
  describe(process: ProcessIdentity): Promise<string | undefined>;
  /** CPU time of work that the source does in threads of its own, seconds so far; absent where it has none. */
  offThreadCpuSeconds?(): number;
  /** Lets go of what is kept for a process that has exited or is no longer watched. */
  release(process: ProcessIdentity): void;
  dispose(): void;
}

/** What came of reading one process. */
export type ReadResult =
  | {
      readonly kind: 'read';
      readonly process: ProcessIdentity;
      /** When it was read, epoch milliseconds on a clock that never steps. */
      readonly timeMs: number;
      readonly state: ProcessStanding;
      readonly readings: readonly Reading[];
    }
  | { readonly kind: 'gone'; readonly process: ProcessIdentity }
  | { readonly kind: 'failed'; readonly process: ProcessIdentity; readonly reason: string };

/** What came of asking for the proportional memory of one process. */
export type ProportionalMemoryResult =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly reason: string };

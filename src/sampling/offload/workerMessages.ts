import type { ProcessIdentity } from '../../shared/sample';
import type { MarkedProcess } from '../markerSearch';
import type { ProcfsSystem } from '../procfs/procfsSystem';
import type { TableEntry } from '../tableEntry';
import type { PackedResults } from './packedResults';

/** What the worker is started with: the same system, so that both sides give a process the same identity. */
export interface WorkerStart {
  readonly system: ProcfsSystem;
}

/** What is asked of the worker. */
export type WorkerQuestion =
  | { readonly kind: 'list' }
  | { readonly kind: 'findMarked'; readonly processes: readonly ProcessIdentity[]; readonly markers: readonly string[] }
  | { readonly kind: 'read'; readonly processes: readonly ProcessIdentity[] };

/** A message to the worker. */
export type WorkerRequest =
  | {
      readonly kind: 'question';
      readonly id: number;
      readonly question: WorkerQuestion;
      /** The asker's time, epoch milliseconds, and what the clock that all threads share showed at that moment. */
      readonly nowMs: number;
      readonly monotonicMs: number;
    }
  | { readonly kind: 'release'; readonly process: ProcessIdentity };

/** What came of a question. A table that has not changed since the last answer is not sent again. */
export type WorkerAnswer =
  | { readonly kind: 'list'; readonly table: readonly TableEntry[] | 'unchanged' }
  | { readonly kind: 'findMarked'; readonly found: readonly MarkedProcess[] }
  | { readonly kind: 'read'; readonly packed: PackedResults }
  | { readonly kind: 'failed'; readonly reason: string };

/** A message from the worker. */
export type WorkerResponse =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly answer: WorkerAnswer;
      /** CPU time of the worker so far. */
      readonly cpuSeconds: number;
    };

/** The clock that all threads of a process share, milliseconds since some moment. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

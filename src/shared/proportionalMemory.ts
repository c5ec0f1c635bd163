import type { ProcessKey, SessionId } from './sample';

/** The proportional memory (PSS) of a tree, as it was when somebody asked for it. */
export interface ProportionalMemory {
  readonly sessionId: SessionId;
  /** When the last process was read, epoch milliseconds. */
  readonly timeMs: number;
  /** The processes that could be read. Their sum is what the machine would get back if all of them ended. */
  readonly processes: readonly { readonly key: ProcessKey; readonly bytes: number }[];
  /** Names of the processes that live but may not be read. */
  readonly unreadable: readonly string[];
}

import type { StartRequest } from './dapFacts';
import type { DebugSessionFacts } from './runInput';

/** One debug session of a run, with what its conversation has revealed so far. */
export interface FollowedSession {
  readonly facts: DebugSessionFacts;
  /** A worker thread of a process that has a session of its own. */
  readonly isWorker: boolean;
  /** What it was asked to start; absent until it is. */
  start?: StartRequest;
  /** The process behind it, by what was said of it last. */
  pid?: number;
  shellPid?: number;
  /** A process that its adapter mentioned in words for people. */
  mentionedPid?: number;
}

/** Whether the session joined a program that ran before. */
export function isAttach(session: FollowedSession): boolean {
  return session.start?.request === 'attach';
}

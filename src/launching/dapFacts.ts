import type { FoundBy } from './foundBy';

/**
 * What a debug adapter's conversation tells about the program behind it. The conversation itself (Debug Adapter
 * Protocol) stays in `DapConversation`; everybody else works on these.
 */
export type DapFact =
  /** The client asked for a start: what it asked for decides how a process may be found. */
  | StartRequest
  /** The adapter has the program under way: from here on a process must be findable. */
  | { readonly kind: 'launched' }
  /** The adapter did not start what it was asked to start, and says why. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The adapter named a process. */
  | { readonly kind: 'process'; readonly pid: number; readonly foundBy: FoundBy }
  /** The adapter wrote of a process in words for people: good where nothing better is said. */
  | { readonly kind: 'processMentioned'; readonly pid: number }
  /** The adapter named a process that is not a system process of this machine, or named none. */
  | { readonly kind: 'processElsewhere'; readonly name: string }
  /** The shell in which the adapter had its program started. */
  | { readonly kind: 'shell'; readonly pid: number }
  | { readonly kind: 'paused'; readonly reason: string }
  | { readonly kind: 'continued' }
  | { readonly kind: 'restarting' }
  /** The client asked for the end, of the program or of no more than the session: an exit that follows is no crash. */
  | { readonly kind: 'stopRequested'; readonly endsProgram: boolean }
  | { readonly kind: 'exited'; readonly exitCode: number; readonly signal?: string }
  | { readonly kind: 'terminated' };

/** What the client asked the adapter to start. */
export interface StartRequest {
  readonly kind: 'requested';
  readonly request: 'launch' | 'attach';
  readonly noDebug: boolean;
  /** The process that an attach configuration names. */
  readonly attachPid?: number;
  /** What we have put into the environment of the program, as `NAME=value`. */
  readonly marker?: string;
}

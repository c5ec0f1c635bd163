import type { RunPorts } from '../launching/runInput';
import type { SessionMonitor } from '../monitoring/sessionMonitor';
import type { ProcessIdentity, ProcessInfo, SessionId } from '../shared/sample';

/** What the runs need of the world around them. */
export interface RunsPorts extends Omit<RunPorts, 'exitOf'> {
  /** A process of a monitored run was found behind a debug session. */
  onFound(debuggee: string): void;
}

/** The part of the sampler that decides what is read. */
export interface Watching {
  /** `marker`: what the processes of the session carry in their environment, `NAME=value`, where they do. */
  addRoot(sessionId: SessionId, root: ProcessIdentity, marker?: string): void;
  unwatch(sessionId: SessionId): void;
  /** The same process as one that was seen by another window; undefined if it has gone. */
  findAgain(process: ProcessIdentity): Promise<ProcessInfo | undefined>;
}

/** Knows what was recorded of runs before the window was reloaded. */
export interface EarlierRuns {
  /** What was recorded of a run with one of these root processes, for the session that goes on with it. */
  find(sessionId: SessionId, roots: readonly ProcessIdentity[]): Promise<EarlierRun | undefined>;
}

export interface EarlierRun {
  readonly startedAtMs: number;
  /** Gives a new session what was recorded. */
  restore(monitor: SessionMonitor, timeMs: number): void;
}

import type { ProcessIdentity, ProcessInfo } from '../shared/sample';
import type { Clock } from '../shared/clock';
import type { StopRequest } from '../shared/state';
import type { FoundBy } from './foundBy';
import type { MonitoredStart } from './monitoredStart';
import type { ChildExit } from './spawnedChildren';

/** A debug session as its followers need to know it. */
export interface DebugSessionFacts {
  readonly id: string;
  readonly name: string;
  /** The type as VS Code resolved it: `pwa-node`, `debugpy`, `go`. */
  readonly type: string;
  readonly isRoot: boolean;
  /** The workspace folder from which it was started, a URI; absent where it belongs to none. */
  readonly workspaceFolder?: string;
  /** An address of another machine to which the configuration attaches; absent for this one. */
  readonly remoteAddress?: string;
  /** A person asked for this start to be monitored. */
  readonly monitored?: MonitoredStart;
}

/** What a follower tells of its run. */
export interface RunListener {
  onTarget(process: ProcessInfo, debuggee: string, foundBy: FoundBy): void;
  onPaused(debuggee: string, reason: string): void;
  onContinued(debuggee: string): void;
  onReleased(debuggee: string): void;
  onRestarted(): void;
  onExited(exit: ChildExit): void;
  /** `refusal` says why its program was never started. */
  onEnded(requested: StopRequest, refusal?: string): void;
  onLost(reason: string): void;
}

/** What a follower needs of the world around it. */
export interface RunPorts {
  readonly clock: Clock;
  /** The process below which adapters start their programs: the extension host. */
  readonly hostPid: number;
  /** All processes of this machine. */
  listProcesses(): Promise<readonly ProcessInfo[]>;
  /** Who has this pid now; undefined if nobody. */
  findProcess(pid: number): Promise<ProcessInfo | undefined>;
  /** Whether it can be found out here which processes carry a marker. */
  canFindMarked(): boolean;
  /** Those of the processes that carry a marker, `NAME=value`, in their environment; empty where nobody can know. */
  findMarked(processes: readonly ProcessInfo[], marker: string): Promise<readonly ProcessIdentity[]>;
  /** A better name for a process than the table's. */
  describe(process: ProcessIdentity): Promise<string | undefined>;
  /** How a child of the extension host ended since a moment; undefined if it lives or was none. */
  exitOf(pid: number, sinceMs: number): ChildExit | undefined;
  /** Evaluates an expression in a debug session; undefined if there is no answer within a few seconds. */
  evaluate(sessionId: string, expression: string): Promise<string | undefined>;
  /** Sends a request without arguments to a session's adapter; undefined if there is no answer within a few seconds. */
  request(sessionId: string, command: string): Promise<unknown>;
  log(text: string): void;
}

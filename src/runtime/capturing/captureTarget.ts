import type { ProcessKey } from '../../shared/sample';
import type { AgentThread } from '../agentThread';
import type { WantedCapture } from './captureRequests';

/** A Node program of which evidence can be taken. */
export interface CaptureTarget {
  readonly process: ProcessKey;
  /** What the heap of which evidence would be taken holds, bytes, as last told; absent before. */
  readonly heapUsedBytes?: number;
  /** The only folder into which the program can write for us, absolute; absent where this host writes itself. */
  readonly folder?: string;
  /**
   * Has a file written, at a path in that folder. Resolves with undefined once it is there, else with the reason why it is
   * not. Never rejects.
   */
  ask(wanted: Omit<WantedCapture, 'threadId'>, path: string): Promise<string | undefined>;
}

/** One whose agent takes the evidence. */
export interface AgentCaptureTarget extends CaptureTarget {
  /** Whose heap: 0 for the main thread, else the worker's number. */
  readonly threadId: number;
  /** The share of the time in which the event loop of the process's busiest thread works, as last told. */
  readonly utilization: number;
}

/**
 * What can be taken of a process: of the thread with the largest heap, or a CPU profile, for which the agent finds the
 * busiest itself. The main thread is asked about all of them. Undefined where that does not report.
 */
export function captureTarget(
  process: ProcessKey,
  threads: readonly AgentThread[],
  nowMs: number,
): AgentCaptureTarget | undefined {
  const main = threads.find(({ id }) => id === 0);
  if (main === undefined) return undefined;
  const heapOf = (thread: AgentThread): number => thread.newest?.memory?.used ?? 0;
  const chosen = threads.reduce((one, other) => (heapOf(other) > heapOf(one) ? other : one), main);
  const used = chosen.newest?.memory?.used;
  return {
    process,
    threadId: chosen.id,
    utilization: Math.max(...threads.map((thread) => thread.utilization(nowMs))),
    ...(used === undefined ? {} : { heapUsedBytes: used }),
    ask: (wanted) => main.captures.ask({ ...wanted, threadId: chosen.id }),
  };
}

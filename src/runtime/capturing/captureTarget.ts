import type { ProfileKind } from '../../shared/agentFrames';
import type { ProcessKey } from '../../shared/sample';
import type { AgentThread } from '../agentThread';
import type { WantedCapture } from './captureRequests';

/** A thread of a Node program of which evidence can be taken. */
export interface CaptureTarget {
  readonly process: ProcessKey;
  /** 0 for the main thread, else the worker's number. */
  readonly threadId: number;
  /** The share of the time in which its event loop works, as last told. */
  readonly utilization: number;
  /** What its heap holds, bytes, as last told; absent before. */
  readonly heapUsedBytes?: number;
  /** Resolves with undefined once the file is written, else with the reason why it is not. Never rejects. */
  ask(wanted: Omit<WantedCapture, 'threadId'>): Promise<string | undefined>;
}

/**
 * The thread of a process that is worth a look: for a CPU profile the busiest, else the one that keeps most. The main
 * thread is asked about all of them. Undefined where that does not report.
 */
export function captureTarget(
  process: ProcessKey,
  threads: readonly AgentThread[],
  profile: ProfileKind,
  nowMs: number,
): CaptureTarget | undefined {
  const main = threads.find(({ id }) => id === 0);
  if (main === undefined) return undefined;
  const worthOf = (thread: AgentThread): number =>
    profile === 'cpuProfile' ? thread.utilization(nowMs) : (thread.newest?.memory?.used ?? 0);
  const chosen = threads.reduce((one, other) => (worthOf(other) > worthOf(one) ? other : one), main);
  const used = chosen.newest?.memory?.used;
  return {
    process,
    threadId: chosen.id,
    utilization: chosen.utilization(nowMs),
    ...(used === undefined ? {} : { heapUsedBytes: used }),
    ask: (wanted) => main.captures.ask({ ...wanted, threadId: chosen.id }),
  };
}

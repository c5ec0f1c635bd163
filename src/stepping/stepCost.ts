import type { ProcessKey } from '../shared/sample';

/** What one process had used at a moment. What could not be read is absent. */
export interface ProcessUsage {
  readonly startTimeMs: number;
  /** CPU time of all threads that ever were, seconds, in ticks of the kernel. */
  readonly cpuSeconds?: number;
  /** CPU time of the threads that are there, seconds, as exact as the scheduler counts. */
  readonly threadsCpuSeconds?: number;
  readonly memoryBytes?: number;
}

/** What a tree of processes had used at a moment. */
export interface Usage {
  /** Epoch milliseconds. */
  readonly timeMs: number;
  readonly processes: ReadonlyMap<ProcessKey, ProcessUsage>;
  /** The heap in use where the debugger stands, bytes. */
  readonly heapBytes?: number;
}

/** What the time between two stops of a debugger cost. What is not known is absent. */
export interface StepCost {
  readonly elapsedMs: number;
  readonly cpuSeconds?: number;
  /** The change of the resident memory of the tree, bytes. */
  readonly memoryBytes?: number;
  /** The change of the heap in use, bytes. */
  readonly heapBytes?: number;
}

/** More than two ticks of the kernel: so far the two ways to count CPU time may differ when no thread has ended. */
const TICKS_SECONDS = 0.02;

/** What happened between two moments, the first when the program was let go, the second when it stopped again. */
export function stepCost(before: Usage, after: Usage): StepCost {
  const cpuSeconds = cpuBetween(before, after);
  const memoryBytes = difference(memoryOf(after), memoryOf(before));
  const heapBytes = difference(after.heapBytes, before.heapBytes);
  return {
    elapsedMs: Math.max(0, after.timeMs - before.timeMs),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(heapBytes === undefined ? {} : { heapBytes }),
  };
}

/** Processes that ended in between are left out: what they used is not known. Undefined where no process is known. */
function cpuBetween(before: Usage, after: Usage): number | undefined {
  let sum: number | undefined;
  for (const [key, now] of after.processes) {
    const then = before.processes.get(key) ?? bornSince(now, before.timeMs);
    const used = then && cpuOfProcess(then, now);
    if (used !== undefined) sum = (sum ?? 0) + used;
  }
  return sum;
}

/** A process that was started in between had used nothing before. */
function bornSince({ startTimeMs }: ProcessUsage, sinceMs: number): ProcessUsage | undefined {
  return startTimeMs >= sinceMs ? { startTimeMs, cpuSeconds: 0, threadsCpuSeconds: 0 } : undefined;
}

/** The scheduler's account is exact but forgets threads that end; ticks forget nothing but are coarse. */
function cpuOfProcess(then: ProcessUsage, now: ProcessUsage): number | undefined {
  const ticks = difference(now.cpuSeconds, then.cpuSeconds);
  const exact = difference(now.threadsCpuSeconds, then.threadsCpuSeconds);
  if (ticks === undefined || exact === undefined) return exact ?? ticks;
  return exact < ticks - TICKS_SECONDS ? ticks : exact;
}

function memoryOf({ processes }: Usage): number | undefined {
  const known = [...processes.values()].flatMap(({ memoryBytes }) => memoryBytes ?? []);
  return known.length === 0 || known.length < processes.size ? undefined : known.reduce((sum, bytes) => sum + bytes, 0);
}

function difference(now: number | undefined, then: number | undefined): number | undefined {
  return now === undefined || then === undefined ? undefined : now - then;
}

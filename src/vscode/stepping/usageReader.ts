import type { ReadResult } from '../../sampling/processSource';
import { processKey, type ProcessIdentity, type ProcessKey, type Reading } from '../../shared/sample';
import type { MetricName } from '../../shared/metrics';
import type { ProcessUsage, Usage } from '../../stepping/stepCost';

/** Reads what processes have used so far; whoever calls says which. */
export interface UsagePorts {
  nowMs(): number;
  readOnce(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]>;
  /** CPU time of the threads that are there, seconds; undefined where nobody counts it. */
  threadsCpuSeconds(pid: number): number | undefined;
}

/** What these processes have used by now; those that have gone or cannot be read are left out. Never rejects. */
export async function readUsage(ports: UsagePorts, processes: readonly ProcessIdentity[]): Promise<Usage> {
  const timeMs = ports.nowMs();
  // Read before anything is waited for: the program may go on any moment.
  const threads = new Map(processes.map((process) => [processKey(process), ports.threadsCpuSeconds(process.pid)]));
  const results = await ports.readOnce(processes).catch(() => []);
  const used = new Map<ProcessKey, ProcessUsage>();
  for (const result of results) {
    if (result.kind !== 'read') continue;
    const key = processKey(result.process);
    used.set(key, usageOf(result.process, result.readings, threads.get(key)));
  }
  return { timeMs, processes: used };
}

function usageOf(
  { startTimeMs }: ProcessIdentity,
  readings: readonly Reading[],
  threadsCpuSeconds: number | undefined,
): ProcessUsage {
  const valueOf = (metric: MetricName): number | undefined =>
    readings.find((reading) => reading.metric === metric && reading.attributes === '')?.value;
  const cpuSeconds = valueOf('process.cpu.time');
  const memoryBytes = valueOf('process.memory.usage');
  return {
    startTimeMs,
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(threadsCpuSeconds === undefined ? {} : { threadsCpuSeconds }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  };
}

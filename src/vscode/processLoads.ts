import type { ReadResult } from '../sampling/processSource';
import { processKey, type ProcessIdentity, type ProcessKey } from '../shared/sample';

/** What a process uses at a glance: cores kept busy, bytes resident. What could not be read is absent. */
export interface ProcessLoad {
  readonly cpuCores?: number;
  readonly residentBytes?: number;
}

/** Reads processes once, without watching them. */
export type ReadOnce = (processes: readonly ProcessIdentity[]) => Promise<readonly ReadResult[]>;

/**
 * The memory of processes at once, and their CPU as soon as a second reading allows it. `onLoads` is called with the
 * first, then with both; processes that have gone meanwhile are absent.
 */
export async function readLoads(
  processes: readonly ProcessIdentity[],
  readOnce: ReadOnce,
  betweenReads: () => Promise<void>,
  onLoads: (loads: ReadonlyMap<ProcessKey, ProcessLoad>) => void,
): Promise<void> {
  const first = await readOnce(processes);
  onLoads(loadsOf(first, new Map<ProcessKey, CpuReading>()));
  await betweenReads();
  const before = new Map(first.flatMap((result) => cpuOf(result)));
  onLoads(loadsOf(await readOnce(processes), before));
}

interface CpuReading {
  readonly timeMs: number;
  readonly cpuSeconds: number;
}

function cpuOf(result: ReadResult): readonly (readonly [ProcessKey, CpuReading])[] {
  const cpuSeconds = valueOf(result, 'process.cpu.time');
  if (result.kind !== 'read' || cpuSeconds === undefined) return [];
  return [[processKey(result.process), { timeMs: result.timeMs, cpuSeconds }]];
}

function loadsOf(
  results: readonly ReadResult[],
  before: ReadonlyMap<ProcessKey, CpuReading>,
): ReadonlyMap<ProcessKey, ProcessLoad> {
  const loads = new Map<ProcessKey, ProcessLoad>();
  for (const result of results) {
    if (result.kind !== 'read') continue;
    const key = processKey(result.process);
    const residentBytes = valueOf(result, 'process.memory.usage');
    const earlier = before.get(key);
    const [, now] = cpuOf(result)[0] ?? [];
    const cpuCores =
      earlier === undefined || now === undefined || now.timeMs <= earlier.timeMs
        ? undefined
        : ((now.cpuSeconds - earlier.cpuSeconds) / (now.timeMs - earlier.timeMs)) * 1000;
    loads.set(key, {
      ...(cpuCores === undefined ? {} : { cpuCores }),
      ...(residentBytes === undefined ? {} : { residentBytes }),
    });
  }
  return loads;
}

function valueOf(result: ReadResult, metric: 'process.cpu.time' | 'process.memory.usage'): number | undefined {
  if (result.kind !== 'read') return undefined;
  return result.readings.find((reading) => reading.metric === metric && reading.attributes === '')?.value;
}

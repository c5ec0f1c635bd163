import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { OffloadingSource } from '../../../src/sampling/offload/offloadingSource';
import type { ProcessSource } from '../../../src/sampling/processSource';
import { ProcfsSource } from '../../../src/sampling/procfsSource';
import { createSystemClock } from '../../../src/sampling/systemClock';
import type { ProcessInfo } from '../../../src/shared/sample';
import { spreadOf, type BenchRow } from '../bench';
import { procfs } from './readers';

/** For how long a round holds up the event loop, read in this thread and in one of its own: median and longest. */
export async function offloadRows(pids: readonly number[], seconds: number): Promise<readonly BenchRow[]> {
  const clock = createSystemClock();
  const here = new ProcfsSource(procfs(), clock);
  const offload = { workerScript: join(process.cwd(), 'dist', 'samplerWorker.js'), log: () => undefined };
  const there = new OffloadingSource(procfs(), clock, offload);
  const heldMs: Record<'here' | 'there', number[]> = { here: [], there: [] };
  try {
    const wanted = new Set([...pids, process.pid]);
    const processes = (await here.list()).filter(({ pid }) => wanted.has(pid));
    for (let tries = 0; tries < 100 && !there.isOffloaded; tries += 1) await paced(there, processes);
    if (!there.isOffloaded) throw new Error('the worker thread has not started');
    for (let round = 0; round < 4 * seconds; round += 1) {
      heldMs.here.push(await paced(here, processes));
      heldMs.there.push(await paced(there, processes));
    }
  } finally {
    here.dispose();
    there.dispose();
  }
  const count = `${pids.length} processes`;
  return [...rowsOf(`read here, ${count}`, heldMs.here), ...rowsOf(`read in a worker, ${count}`, heldMs.there)];
}

/** A round after a rest, in which the files have grown cold; how long the loop was busy with it, milliseconds. */
async function paced(source: ProcessSource, processes: readonly ProcessInfo[]): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 120));
  const before = performance.eventLoopUtilization();
  await source.list();
  await source.read(processes);
  return performance.eventLoopUtilization(before).active;
}

function rowsOf(label: string, heldMs: readonly number[]): readonly BenchRow[] {
  const { median, iqr } = spreadOf(heldMs);
  return [
    { label, metric: 'event loop held by a round, median', median, spread: iqr, unit: 'ms' },
    { label, metric: 'event loop held by a round, longest', median: Math.max(...heldMs), spread: 0, unit: 'ms' },
  ];
}

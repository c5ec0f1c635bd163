import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { writeCapped } from '../../inspecting/cappedFile';
import type { InspectedThreads, Inspection } from '../../inspecting/inspection';
import { record } from '../../inspecting/record';
import type { ProcessKey } from '../../shared/sample';
import type { CaptureTarget } from '../capturing/captureTarget';
import { openInspection, type InspectorAddress, type OpenInspection } from './socketInspection';

/**
 * A Node program of which evidence can be taken through its debugger, by the addresses at which that shares the inspectors
 * of its threads, the main thread's first. Heaps are those of the thread with the largest one. Rejects where nobody listens
 * there.
 */
export async function debuggedTarget(
  process: ProcessKey,
  addresses: readonly InspectorAddress[],
): Promise<CaptureTarget> {
  const heaps = await withThreads(addresses, ({ main, workers }) =>
    Promise.all([main, ...workers.values()].map(heapUsedBytes)),
  );
  const heapUsed = Math.max(...heaps);
  const threadId = heaps.indexOf(heapUsed);
  return {
    process,
    heapUsedBytes: heapUsed,
    ask: (wanted, path) =>
      withThreads(addresses, async (threads) => {
        const mayDeoptimize = !(await isCoverageMeasured(threads.main));
        const ports = { wait, mayDeoptimize, stringify: JSON.stringify };
        await writeCapped(path, wanted.maxBytes, (write) => record(threads, { ...wanted, threadId }, write, ports));
      }).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
  };
}

/** Works with the inspectors of all threads and lets go of them again. */
async function withThreads<T>(
  addresses: readonly InspectorAddress[],
  work: (threads: InspectedThreads) => Promise<T>,
): Promise<T> {
  const opened = await Promise.allSettled(addresses.map(openInspection));
  const open = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    const [main] = opened;
    if (main?.status !== 'fulfilled') throw new Error('its debugger does not share its inspector');
    const workers = open
      .filter((one) => one !== main.value)
      .map((one, index): [number, OpenInspection] => [index + 1, one]);
    return await work({ main: main.value, workers: new Map(workers) });
  } finally {
    for (const one of open) one.close();
  }
}

/** Rejects where the thread says something else. */
async function heapUsedBytes(thread: Inspection): Promise<number> {
  return v.parse(v.object({ usedSize: v.number() }), await thread.ask('Runtime.getHeapUsage')).usedSize;
}

async function isCoverageMeasured(thread: Inspection): Promise<boolean> {
  const expression = 'typeof process === "object" && Boolean(process.env.NODE_V8_COVERAGE)';
  const answer = await thread.ask('Runtime.evaluate', { expression, returnByValue: true, silent: true });
  // Who does not know leaves it alone.
  return !v.is(v.object({ result: v.object({ value: v.literal(false) }) }), answer);
}

async function wait(seconds: number): Promise<undefined> {
  await delay(seconds * 1e3);
  return undefined;
}

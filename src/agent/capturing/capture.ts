import { pathToFileURL } from 'node:url';
import type { CaptureRequest } from '../../shared/agentFrames';
import { natives } from '../natives';
import { CappedFile } from './cappedFile';
import { inspectOwnThread, inspectWorker, type Inspection } from './inspection';

/** Microseconds between two looks at the stack: Node's own default. */
const SAMPLING_INTERVAL_US = 1_000;

/**
 * Takes what a request asks for and writes it into the host's folder. Rejects with the reason where that fails; no file
 * is left then. Loaded on request only: the inspector costs memory, and most programs are never asked.
 */
export async function capture(folder: string, request: CaptureRequest): Promise<void> {
  // The host chooses the name; a path that leads elsewhere is none of its own.
  if (!FILE_NAME.test(request.file)) throw new Error('the name of the file is not allowed');
  const file = new CappedFile(`${folder}/${request.file}`, request.maxBytes);
  const inspection = await open(request.threadId).catch((error: unknown) => {
    file.remove();
    throw error;
  });
  try {
    await take(inspection, request, file);
    file.close();
  } catch (error) {
    file.remove();
    throw error;
  } finally {
    inspection.close();
  }
}

const FILE_NAME = /^[a-z0-9-]+\.[a-z]+$/;

/** Asynchronous, so that what `inspectOwnThread` throws is a rejection like any other. */
async function open(threadId: number): Promise<Inspection> {
  return threadId === 0 ? inspectOwnThread() : inspectWorker(threadId);
}

async function take(inspection: Inspection, { profile, seconds }: CaptureRequest, file: CappedFile): Promise<void> {
  switch (profile) {
    case 'cpuProfile':
      await inspection.ask('Profiler.enable');
      await inspection.ask('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_US });
      await inspection.ask('Profiler.start');
      await deoptimize(inspection);
      await wait(seconds);
      file.write(natives.stringify(underOurName(await inspection.ask('Profiler.stop'))));
      await inspection.ask('Profiler.disable');
      return;
    case 'heapProfile':
      await inspection.ask('HeapProfiler.enable');
      await inspection.ask('HeapProfiler.startSampling');
      await wait(seconds);
      file.write(natives.stringify(profileIn(await inspection.ask('HeapProfiler.stopSampling'))));
      return;
    case 'heapSnapshot':
      inspection.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
        file.write(String(chunk));
      });
      await inspection.ask('HeapProfiler.enable');
      await inspection.ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  }
}

/**
 * Code that V8 optimized before it was profiled does not tell which function was inlined into which: a hot one would go by
 * the name of its caller, be it Node's own timer. Precise coverage, for a moment, has V8 compile everything anew, which
 * takes some 10 ms. A program whose coverage is being measured is left alone.
 */
async function deoptimize(inspection: Inspection): Promise<void> {
  const { NODE_V8_COVERAGE: coverage } = process.env;
  if (coverage !== undefined && coverage !== '') return;
  await inspection.ask('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
  await inspection.ask('Profiler.stopPreciseCoverage');
}

function profileIn(answer: unknown): object {
  return (answer as { readonly profile: object }).profile;
}

/** What the agent itself does is told from what the program does, in viewers as well: it is called a part of Node. */
const OUR_NAME = 'node:process-monitor';

interface CpuProfile {
  readonly nodes: readonly { readonly callFrame: { url: string } }[];
}

function underOurName(answer: unknown): CpuProfile {
  const profile = profileIn(answer) as CpuProfile;
  const ours: readonly string[] = [__filename, pathToFileURL(__filename).href];
  for (const { callFrame } of profile.nodes) if (ours.includes(callFrame.url)) callFrame.url = OUR_NAME;
  return profile;
}

/** A program that ends meanwhile is not held up. */
function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    natives.setTimeout(resolve, seconds * 1e3).unref();
  });
}

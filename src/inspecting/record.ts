import type { ProfileKind } from '../shared/agentFrames';
import { recordCpuProfile, type CpuProfile, type CpuProfileOptions } from './cpuProfile';
import type { InspectedThreads, Inspection } from './inspection';

/** What is to be recorded. */
export interface Recording {
  readonly profile: ProfileKind;
  /** Whose heap: 0 for the main thread, else the worker's number. A CPU profile is that of the busiest thread. */
  readonly threadId: number;
  /** How long a profile is to be; a snapshot is taken at once. */
  readonly seconds: number;
}

/** How whoever records waits and writes JSON; within a program that is not as the program does it. */
export interface RecorderPorts extends Pick<CpuProfileOptions, 'wait' | 'mayDeoptimize'> {
  stringify(value: object): string;
  /** Called with a CPU profile before it is written. */
  onCpuProfile?(profile: CpuProfile): void;
}

/**
 * Records what is wanted by the inspectors of a program's threads, and writes it, in pieces, as VS Code's viewers read it.
 * Rejects with what the inspector says against it, and for a worker that is no more.
 */
export async function record(
  threads: InspectedThreads,
  { profile, threadId, seconds }: Recording,
  write: (text: string) => void,
  ports: RecorderPorts,
): Promise<void> {
  switch (profile) {
    case 'cpuProfile': {
      const recorded = await recordCpuProfile(threads, { seconds, ...ports });
      ports.onCpuProfile?.(recorded);
      write(ports.stringify(recorded));
      return;
    }
    case 'heapProfile':
      write(ports.stringify(await sampleHeap(threadOf(threads, threadId), () => ports.wait(seconds))));
      return;
    case 'heapSnapshot':
      await takeHeapSnapshot(threadOf(threads, threadId), write);
  }
}

/** What is allocated meanwhile and still lives at its end. */
async function sampleHeap(thread: Inspection, wait: () => Promise<undefined>): Promise<object> {
  await thread.ask('HeapProfiler.enable');
  await thread.ask('HeapProfiler.startSampling');
  await wait();
  const { profile } = (await thread.ask('HeapProfiler.stopSampling')) as { readonly profile: object };
  return profile;
}

async function takeHeapSnapshot(thread: Inspection, write: (text: string) => void): Promise<void> {
  thread.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    write(String(chunk));
  });
  await thread.ask('HeapProfiler.enable');
  await thread.ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
}

function threadOf({ main, workers }: InspectedThreads, threadId: number): Inspection {
  const thread = threadId === 0 ? main : workers.get(threadId);
  if (thread === undefined) throw new Error(`there is no worker ${threadId} any more`);
  return thread;
}

import type { CaptureRequest } from '../../shared/agentFrames';
import { natives } from '../natives';
import { CappedFile } from './cappedFile';
import { cpuProfile, wait } from './cpuProfile';
import { inspectThreads, type Inspection, type ThreadInspections } from './inspection';

/**
 * Takes what a request asks for and writes it into the host's folder. Rejects with the reason where that fails; no file
 * is left then. Loaded on request only: the inspector costs memory, and most programs are never asked.
 */
export async function capture(folder: string, request: CaptureRequest): Promise<void> {
  // The host chooses the name; a path that leads elsewhere is none of its own.
  if (!FILE_NAME.test(request.file)) throw new Error('the name of the file is not allowed');
  const threads = await inspectThreads();
  try {
    await write(threads, request, new CappedFile(`${folder}/${request.file}`, request.maxBytes));
  } finally {
    threads.close();
  }
}

const FILE_NAME = /^[a-z0-9-]+\.[a-z]+$/;

async function write(threads: ThreadInspections, request: CaptureRequest, file: CappedFile): Promise<void> {
  try {
    await take(threads, request, file);
    file.close();
  } catch (error) {
    file.remove();
    throw error;
  }
}

async function take(threads: ThreadInspections, request: CaptureRequest, file: CappedFile): Promise<void> {
  const { profile, seconds, threadId } = request;
  switch (profile) {
    case 'cpuProfile':
      file.write(await cpuProfile(threads, seconds));
      return;
    case 'heapProfile': {
      const thread = threadOf(threads, threadId);
      await thread.ask('HeapProfiler.enable');
      await thread.ask('HeapProfiler.startSampling');
      await wait(seconds);
      const answer = (await thread.ask('HeapProfiler.stopSampling')) as { readonly profile: object };
      file.write(natives.stringify(answer.profile));
      return;
    }
    case 'heapSnapshot': {
      const thread = threadOf(threads, threadId);
      thread.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
        file.write(String(chunk));
      });
      await thread.ask('HeapProfiler.enable');
      await thread.ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    }
  }
}

function threadOf({ own, workers }: ThreadInspections, threadId: number): Inspection {
  const thread = threadId === 0 ? own : workers.get(threadId);
  if (thread === undefined) throw new Error(`there is no worker ${threadId} any more`);
  return thread;
}

import { pathToFileURL } from 'node:url';
import { writeCapped } from '../../inspecting/cappedFile';
import type { CpuProfile } from '../../inspecting/cpuProfile';
import { record, type RecorderPorts } from '../../inspecting/record';
import type { CaptureRequest } from '../../shared/agentFrames';
import { natives } from '../natives';
import { inspectThreads } from './threads';

/**
 * Takes what a request asks for and writes it into the host's folder. Rejects with the reason where that fails; no file
 * is left then. Loaded on request only: the inspector costs memory, and most programs are never asked.
 */
export async function capture(folder: string, request: CaptureRequest): Promise<void> {
  // The host chooses the name; a path that leads elsewhere is none of its own.
  if (!FILE_NAME.test(request.file)) throw new Error('the name of the file is not allowed');
  const threads = await inspectThreads();
  try {
    await writeCapped(`${folder}/${request.file}`, request.maxBytes, (write) =>
      record(threads, request, write, recorder()),
    );
  } finally {
    threads.close();
  }
}

const FILE_NAME = /^[a-z0-9-]+\.[a-z]+$/;

function recorder(): RecorderPorts {
  const { NODE_V8_COVERAGE: coverage = '' } = process.env;
  return { wait, mayDeoptimize: coverage === '', stringify: natives.stringify, onCpuProfile: putUnderOurName };
}

/** What the agent itself does is told from what the program does, in viewers as well: it is called a part of Node. */
function putUnderOurName({ nodes }: CpuProfile): void {
  const ours: readonly string[] = [__filename, pathToFileURL(__filename).href];
  for (const { callFrame } of nodes) if (ours.includes(callFrame.url)) callFrame.url = 'node:process-monitor';
}

/** A program that ends meanwhile is not held up. */
function wait(seconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    natives
      .setTimeout(() => {
        resolve(undefined);
      }, seconds * 1e3)
      .unref();
  });
}

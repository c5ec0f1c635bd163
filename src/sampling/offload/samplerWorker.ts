import { readFileSync } from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { parseSchedstat } from '../procfs/parseSchedstat';
import { ProcfsSource } from '../procfsSource';
import type { TableEntry } from '../tableEntry';
import { packResults } from './packedResults';
import {
  monotonicMs,
  type WorkerAnswer,
  type WorkerQuestion,
  type WorkerRequest,
  type WorkerResponse,
  type WorkerStart,
} from './workerMessages';

/** The worker thread that reads many processes: a source of its own, and whoever asks on the other side of a port. */
function serve(port: MessagePort, { system }: WorkerStart): void {
  let offsetMs = 0;
  const clock = {
    nowMs: () => monotonicMs() + offsetMs,
    wallMs: () => Date.now(),
    schedule: () => () => undefined,
  };
  const source = new ProcfsSource(system, clock);
  const answer = answerer(source);
  const post = (response: WorkerResponse): void => {
    const isRead = response.kind === 'answer' && response.answer.kind === 'read';
    port.postMessage(response, isRead ? [response.answer.packed.values.buffer] : []);
  };
  port.on('message', (request: WorkerRequest) => {
    if (request.kind === 'release') {
      source.release(request.process);
      return;
    }
    // The asker's clock is the one that counts; it may have been set anew since the last question.
    offsetMs = request.nowMs - request.monotonicMs;
    void answer(request.question).then((given) => {
      post({ kind: 'answer', id: request.id, answer: given, cpuSeconds: threadCpuSeconds(system.root) });
    });
  });
  post({ kind: 'ready' });
}

function answerer(source: ProcfsSource): (question: WorkerQuestion) => Promise<WorkerAnswer> {
  let sent: readonly TableEntry[] | undefined;
  const answer = async (question: WorkerQuestion): Promise<WorkerAnswer> => {
    switch (question.kind) {
      case 'list': {
        const table = await source.list();
        const isSame = table === sent;
        sent = table;
        return { kind: 'list', table: isSame ? 'unchanged' : table };
      }
      case 'findMarked':
        return { kind: 'findMarked', found: await source.findMarked(question.processes, question.markers) };
      case 'read':
        return { kind: 'read', packed: packResults(await source.read(question.processes)) };
    }
  };
  return (question) =>
    answer(question).catch((error: unknown) => ({
      kind: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    }));
}

/** CPU time of this thread; 0 where the kernel does not tell. */
function threadCpuSeconds(root: string): number {
  try {
    return (parseSchedstat(readFileSync(`${root}/thread-self/schedstat`))?.ranNanoseconds ?? 0) / 1e9;
  } catch {
    return 0;
  }
}

if (parentPort === null) throw new Error('samplerWorker runs in a worker thread only');
serve(parentPort, workerData as WorkerStart);

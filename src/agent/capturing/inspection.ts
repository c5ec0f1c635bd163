import { Session } from 'node:inspector';
import { natives } from '../natives';

/** A way to ask the inspector of one thread. */
export interface Inspection {
  /** Rejects with what the inspector says against it. */
  ask(method: string, params?: object): Promise<unknown>;
  on(method: string, listen: (params: Readonly<Record<string, unknown>>) => void): void;
  close(): void;
}

/** Inspects the thread that calls. It opens no port and disturbs no debugger. Throws where Node has no inspector. */
export function inspectOwnThread(): Inspection {
  const session = new Session();
  session.connect();
  return {
    ask: (method, params) => post(session, method, params),
    on: (method, listen) => {
      session.on(method, ({ params }: { readonly params: Readonly<Record<string, unknown>> }) => {
        listen(params);
      });
    },
    close: () => {
      session.disconnect();
    },
  };
}

/**
 * Inspects a worker by its number, from the main thread: unlike the worker's own agent, its inspector also answers while
 * the worker computes. Rejects where there is no such worker.
 */
export async function inspectWorker(threadId: number): Promise<Inspection> {
  const own = inspectOwnThread();
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners = new Map<string, (params: Readonly<Record<string, unknown>>) => void>();
  let sessionId: unknown;
  let lastId = 0;
  own.on('NodeWorker.attachedToWorker', (params) => {
    const { workerId } = params.workerInfo as { readonly workerId: string };
    if (workerId === String(threadId)) sessionId = params.sessionId;
  });
  own.on('NodeWorker.receivedMessageFromWorker', (params) => {
    if (params.sessionId !== sessionId) return;
    const message = JSON.parse(String(params.message)) as Answer;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else listeners.get(message.method ?? '')?.(message.params ?? {});
  });
  // All workers that there are have been told of by the time of the answer.
  await own.ask('NodeWorker.enable', { waitForDebuggerOnStart: false });
  if (sessionId === undefined) {
    own.close();
    throw new Error(`there is no worker ${threadId} any more`);
  }
  return {
    on: (method, listen) => listeners.set(method, listen),
    ask: async (method, params = {}) => {
      const id = (lastId += 1);
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      const message = natives.stringify({ id, method, params });
      await own.ask('NodeWorker.sendMessageToWorker', { sessionId, message });
      const { result, error } = await answered;
      if (error !== undefined) throw new Error(error.message);
      return result;
    },
    close: () => {
      own.close();
    },
  };
}

/** What a worker's inspector says: the answer to a question, or something that happened. */
interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

function post(session: Session, method: string, params: object = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error, answer) => {
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}

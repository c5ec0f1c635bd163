import { Session } from 'node:inspector';
import type { InspectedThreads, Inspection } from '../../inspecting/inspection';
import { natives } from '../natives';

/** The threads of this process, until they are let go. */
export interface OwnThreads extends InspectedThreads {
  close(): void;
}

/**
 * Inspects all threads, from the main thread: unlike a worker's own agent, its inspector also answers while the worker
 * computes.
 */
export async function inspectThreads(): Promise<OwnThreads> {
  const main = inspectOwnThread();
  const workers = new Map<number, WorkerInspection>();
  main.on('NodeWorker.attachedToWorker', ({ workerInfo, sessionId }) => {
    const { workerId } = workerInfo as { readonly workerId: string };
    workers.set(Number(workerId), new WorkerInspection(main, String(sessionId)));
  });
  main.on('NodeWorker.receivedMessageFromWorker', ({ sessionId, message }) => {
    for (const worker of workers.values()) {
      if (worker.sessionId === sessionId) worker.takeIn(natives.parse(String(message)) as Answer);
    }
  });
  // All workers that there are have been told of by the time of the answer.
  await main.ask('NodeWorker.enable', { waitForDebuggerOnStart: false });
  return {
    main,
    workers,
    close: () => {
      main.close();
    },
  };
}

/** The thread that calls is inspected without a port, and no debugger is disturbed. Throws where Node has no inspector. */
function inspectOwnThread(): Inspection & { close(): void } {
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

class WorkerInspection implements Inspection {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly listeners = new Map<string, (params: Readonly<Record<string, unknown>>) => void>();
  private lastId = 0;

  constructor(
    private readonly main: Inspection,
    readonly sessionId: string,
  ) {}

  on(method: string, listen: (params: Readonly<Record<string, unknown>>) => void): void {
    this.listeners.set(method, listen);
  }

  async ask(method: string, params: object = {}): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    const { sessionId } = this;
    const message = natives.stringify({ id, method, params });
    await this.main.ask('NodeWorker.sendMessageToWorker', { sessionId, message });
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(error.message);
    return result;
  }

  takeIn(message: Answer): void {
    if (message.id !== undefined) this.waiting.get(message.id)?.(message);
    else this.listeners.get(message.method ?? '')?.(message.params ?? {});
  }
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

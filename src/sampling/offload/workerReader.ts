import { Worker } from 'node:worker_threads';
import type { Clock } from '../../shared/clock';
import type { ProcessIdentity } from '../../shared/sample';
import type { MarkedProcess } from '../markerSearch';
import type { ProcessSource, ReadResult } from '../processSource';
import type { ProcfsSystem } from '../procfs/procfsSystem';
import type { TableEntry } from '../tableEntry';
import { unpackResults } from './packedResults';
import {
  monotonicMs,
  type WorkerAnswer,
  type WorkerQuestion,
  type WorkerRequest,
  type WorkerResponse,
  type WorkerStart,
} from './workerMessages';

/** The part of a source that many processes make dear. */
export type RoundSource = Pick<ProcessSource, 'list' | 'findMarked' | 'read' | 'release' | 'dispose'>;

/**
 * A source in a worker thread. Once the thread has failed, whatever is asked rejects; `onFailure` is called once with the
 * cause.
 */
export class WorkerReader implements RoundSource {
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private table: readonly TableEntry[] = [];
  private ready = false;
  private failure: Error | undefined;
  private cpu = 0;

  /** `script` is the path of the worker's bundle. */
  constructor(
    script: string,
    system: ProcfsSystem,
    private readonly clock: Clock,
    private readonly onFailure: (reason: string) => void,
  ) {
    this.worker = new Worker(script, { workerData: { system } satisfies WorkerStart });
    this.worker.unref();
    this.worker.on('message', (response: WorkerResponse) => {
      this.receive(response);
    });
    this.worker.on('error', (error) => {
      this.fail(error);
    });
    this.worker.on('exit', () => {
      this.fail(new Error('the thread has ended'));
    });
  }

  /** False until the thread has started. */
  get isReady(): boolean {
    return this.ready;
  }

  /** CPU time of the thread so far, as of its last answer. */
  get cpuSeconds(): number {
    return this.cpu;
  }

  async list(): Promise<readonly TableEntry[]> {
    const answer = await this.ask({ kind: 'list' });
    if (answer.kind !== 'list') throw unexpected(answer);
    if (answer.table !== 'unchanged') this.table = answer.table;
    return this.table;
  }

  async findMarked(
    processes: readonly ProcessIdentity[],
    markers: readonly string[],
  ): Promise<readonly MarkedProcess[]> {
    const answer = await this.ask({ kind: 'findMarked', processes: processes.map(identityOf), markers });
    if (answer.kind !== 'findMarked') throw unexpected(answer);
    return answer.found;
  }

  async read(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]> {
    const answer = await this.ask({ kind: 'read', processes: processes.map(identityOf) });
    if (answer.kind !== 'read') throw unexpected(answer);
    return unpackResults(answer.packed, processes);
  }

  release(process: ProcessIdentity): void {
    if (this.failure === undefined) this.send({ kind: 'release', process: identityOf(process) });
  }

  /** Ends the thread, and with it all that it holds open. */
  dispose(): void {
    this.failure ??= new Error('disposed');
    this.rejectAll(this.failure);
    void this.worker.terminate();
  }

  private ask(question: WorkerQuestion): Promise<WorkerAnswer> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.lastId += 1;
    const id = this.lastId;
    this.send({ kind: 'question', id, question, nowMs: this.clock.nowMs(), monotonicMs: monotonicMs() });
    return new Promise((resolve, reject) => this.pending.set(id, { resolve, reject }));
  }

  private send(request: WorkerRequest): void {
    this.worker.postMessage(request);
  }

  private receive(response: WorkerResponse): void {
    if (response.kind === 'ready') {
      this.ready = true;
      return;
    }
    this.cpu = response.cpuSeconds;
    this.pending.get(response.id)?.resolve(response.answer);
    this.pending.delete(response.id);
  }

  private fail(error: Error): void {
    if (this.failure !== undefined) return;
    this.failure = error;
    this.rejectAll(error);
    this.onFailure(error.message);
  }

  private rejectAll(error: Error): void {
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}

interface Pending {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Names and parents stay here: less has to be copied. */
function identityOf({ pid, startTimeMs }: ProcessIdentity): ProcessIdentity {
  return { pid, startTimeMs };
}

function unexpected(answer: WorkerAnswer): Error {
  return new Error(answer.kind === 'failed' ? answer.reason : `the thread answered with ${answer.kind}`);
}

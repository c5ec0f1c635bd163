import type { Clock } from '../../shared/clock';
import type { MetricName } from '../../shared/metrics';
import { processKey, type ProcessIdentity, type ProcessKey } from '../../shared/sample';
import type { MarkedProcess } from '../markerSearch';
import type { ProcessSource, ProportionalMemoryResult, ReadResult } from '../processSource';
import type { ProcfsSystem } from '../procfs/procfsSystem';
import { ProcfsSource } from '../procfsSource';
import type { TableEntry } from '../tableEntry';
import { WorkerReader, type RoundSource } from './workerReader';

/** From so many processes on their rounds are read in a thread of their own, and below so many here again. */
const OFFLOAD_ABOVE = 100;
const RETURN_BELOW = 50;

/**
 * A source for procfs that reads the rounds of more than a hundred processes in a worker thread, so that a machine under
 * load does not hold up the extension host's event loop. Where the thread cannot start or fails, all goes on in this
 * one, and no other is tried.
 */
export class OffloadingSource implements ProcessSource {
  readonly name = 'procfs';
  readonly metrics: readonly MetricName[];
  readonly minIntervalMs: number;
  private readonly near: ProcfsSource;
  private worker: WorkerReader | undefined;
  private hasFailed = false;
  /** Whom this round is read by, from its list on. */
  private active: RoundSource;
  private readonly held = new Map<ProcessKey, ProcessIdentity>();
  private endedWorkersCpuSeconds = 0;

  constructor(
    private readonly system: ProcfsSystem,
    private readonly clock: Clock,
    private readonly offload: OffloadOptions,
  ) {
    this.near = new ProcfsSource(system, clock);
    this.active = this.near;
    this.metrics = this.near.metrics;
    this.minIntervalMs = this.near.minIntervalMs;
  }

  /** Whether rounds are read in the worker thread now. */
  get isOffloaded(): boolean {
    return this.active !== this.near;
  }

  offThreadCpuSeconds(): number {
    return this.endedWorkersCpuSeconds + (this.worker?.cpuSeconds ?? 0);
  }

  async list(): Promise<readonly TableEntry[]> {
    this.choose();
    return this.askActive((source) => source.list());
  }

  find(pid: number): Promise<TableEntry | undefined> {
    return this.near.find(pid);
  }

  findMarked(processes: readonly ProcessIdentity[], markers: readonly string[]): Promise<readonly MarkedProcess[]> {
    return this.askActive((source) => source.findMarked(processes, markers));
  }

  async read(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]> {
    for (const process of processes) this.held.set(processKey(process), process);
    return this.askActive((source) => source.read(processes));
  }

  readProportionalMemory(process: ProcessIdentity): Promise<ProportionalMemoryResult> {
    return this.near.readProportionalMemory(process);
  }

  describe(process: ProcessIdentity): Promise<string | undefined> {
    return this.near.describe(process);
  }

  release(process: ProcessIdentity): void {
    this.held.delete(processKey(process));
    this.active.release(process);
  }

  dispose(): void {
    this.endWorker();
    this.near.dispose();
    this.held.clear();
  }

  /** Asks the thread, or this one where the thread fails while it is asked. */
  private async askActive<T>(ask: (source: RoundSource) => Promise<T>): Promise<T> {
    const asked = this.active;
    if (asked === this.near) return ask(asked);
    try {
      return await ask(asked);
    } catch (error) {
      // A failure of the thread has led back here; one of procfs itself is the caller's to know.
      if (this.active === asked) throw error;
      return ask(this.active);
    }
  }

  /** Before a round: who reads it. A thread takes a while to start, and until then all goes on here. */
  private choose(): void {
    if (this.worker === undefined) {
      if (this.held.size > OFFLOAD_ABOVE && !this.hasFailed) this.startWorker();
    } else if (this.held.size < RETURN_BELOW) {
      this.endWorker();
    } else if (this.worker.isReady && this.active === this.near) {
      for (const process of this.held.values()) this.near.release(process);
      this.active = this.worker;
    }
  }

  private startWorker(): void {
    this.worker = new WorkerReader(this.offload.workerScript, this.system, this.clock, (reason) => {
      this.hasFailed = true;
      this.endWorker();
      this.offload.log(`Processes are read in the extension host itself: the worker thread failed: ${reason}`);
    });
  }

  private endWorker(): void {
    this.endedWorkersCpuSeconds += this.worker?.cpuSeconds ?? 0;
    this.active = this.near;
    this.worker?.dispose();
    this.worker = undefined;
  }
}

export interface OffloadOptions {
  /** Path of the worker's bundle. */
  readonly workerScript: string;
  readonly log: (message: string) => void;
}

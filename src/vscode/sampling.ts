import { join } from 'node:path';
import { chooseSource, type ChosenSource } from '../sampling/chooseSource';
import { processCpuSeconds } from '../sampling/cpuMeter';
import type { ReadResult } from '../sampling/processSource';
import { THIS_MACHINE } from '../sampling/machine/machineFacts';
import { MachineReader } from '../sampling/machine/machineReader';
import { measureProportionalMemory } from '../sampling/measureProportionalMemory';
import { Sampler, type SamplerDependencies } from '../sampling/sampler';
import { readThreadsCpuTime } from '../sampling/procfs/readThreadsCpuTime';
import type { ProcfsSystem } from '../sampling/procfs/procfsSystem';
import type { Clock } from '../shared/clock';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import { isDebuggerHelper } from '../shared/debuggerHelper';
import { processKey, type ProcessIdentity, type ProcessInfo, type ProcessKey, type SessionId } from '../shared/sample';
import type { MonitorStatus } from '../shared/state';
import { Owner } from './disposables';
import type { Settings } from './decodeSettings';

/** Whom the sampling tells, and what it writes to. */
export type SamplingPorts = Pick<SamplerDependencies, 'onRound' | 'onStatus' | 'onSelf' | 'droppedSamples' | 'log'>;

/** A source started anew counts start times from a boot time read anew: the same process differs by less than this. */
const SAME_START_MS = 1_000;

/** What is watched as one session. */
interface Watched {
  readonly roots: ReadonlyMap<ProcessKey, ProcessIdentity>;
  readonly marker: string | undefined;
}

/**
 * The sampler of the window with the source that the settings call for. Both are made when they are first needed, and
 * replaced, with all that is watched, when the settings ask for another source.
 */
export class Sampling extends Owner {
  private readonly watched = new Map<SessionId, Watched>();
  /** What was watched with an earlier source and is still to be found with the one in force. */
  private readonly resuming = new Map<SessionId, Watched>();
  private readonly machine = new MachineReader(THIS_MACHINE);
  private procfs: ProcfsSystem | undefined;
  private active: { readonly chosen: ChosenSource; readonly sampler: Sampler } | undefined;

  constructor(
    private settings: Settings,
    private readonly clock: Clock,
    private readonly ports: SamplingPorts,
  ) {
    super();
    this.register({
      dispose: () => {
        this.resuming.clear();
        this.close();
      },
    });
  }

  /** Watches the tree below a root as part of a session, and whatever carries the session's marker, `NAME=value`. */
  addRoot(sessionId: SessionId, root: ProcessIdentity, marker?: string): void {
    const known = this.watched.get(sessionId);
    const { sampler } = this.open();
    if (known === undefined) {
      sampler.watch(sessionId, [root], {
        isHelper: isDebuggerHelper,
        ...(marker === undefined ? {} : { marker }),
      });
    } else sampler.addRoot(sessionId, root);
    const roots = new Map(known?.roots).set(processKey(root), root);
    this.watched.set(sessionId, { marker, ...known, roots });
  }

  /** What the processes of a session carry in their environment; undefined where they carry nothing. */
  markerOf(sessionId: SessionId): string | undefined {
    return this.watched.get(sessionId)?.marker;
  }

  unwatch(sessionId: SessionId): void {
    this.resuming.delete(sessionId);
    if (this.watched.delete(sessionId)) this.active?.sampler.unwatch(sessionId);
  }

  /** Puts changed settings into force. */
  async apply(settings: Settings): Promise<void> {
    const isSameSource = settings.source === this.settings.source;
    this.settings = settings;
    if (isSameSource || this.active === undefined) this.active?.sampler.setIntervalMs(settings.intervalMs);
    else await this.replaceSource();
  }

  status(): MonitorStatus {
    return this.open().sampler.status();
  }

  /** Runs work that shows what was sampled, so that it counts as the monitor's own cost; returns its result. */
  measure<T>(work: () => T): T {
    return this.open().sampler.measure(work);
  }

  listProcesses(): Promise<readonly ProcessInfo[]> {
    return this.open().chosen.source.list();
  }

  findProcess(pid: number): Promise<ProcessInfo | undefined> {
    return this.open().chosen.source.find(pid);
  }

  /** Whether it can be found out which processes carry a marker. */
  canFindMarked(): boolean {
    return this.open().chosen.source.name === 'procfs';
  }

  /** Those of the processes that carry a marker in their environment; empty where nobody can know. */
  async findMarked(processes: readonly ProcessIdentity[], marker: string): Promise<readonly ProcessIdentity[]> {
    const found = await this.open().chosen.source.findMarked(processes, [marker]);
    return found.map(({ process }) => process);
  }

  /** Reads processes once; what is kept for those that are not watched is let go again. */
  async readOnce(processes: readonly ProcessIdentity[]): Promise<readonly ReadResult[]> {
    const { chosen, sampler } = this.open();
    const results = await chosen.source.read(processes);
    for (const process of processes) if (!sampler.isReading(process)) chosen.source.release(process);
    return results;
  }

  /** CPU time of the threads that a process has now, seconds, more exact than samples; undefined without a procfs. */
  threadsCpuSeconds(pid: number): number | undefined {
    const { procfs } = this.open().chosen;
    return procfs === undefined ? undefined : readThreadsCpuTime(procfs.root, pid);
  }

  /** Measures the proportional memory of these processes, at a cost of milliseconds for each. */
  measureProportionalMemory(sessionId: SessionId, members: readonly ProcessInfo[]): Promise<ProportionalMemory> {
    return measureProportionalMemory(this.open().chosen.source, this.clock, sessionId, members);
  }

  describe(process: ProcessIdentity): Promise<string | undefined> {
    return this.open().chosen.source.describe(process);
  }

  /** The same process as one that was seen with another source or in another window; undefined if it has gone. */
  async findAgain(process: ProcessIdentity): Promise<ProcessInfo | undefined> {
    const found = await this.findProcess(process.pid);
    const isSame = found !== undefined && Math.abs(found.startTimeMs - process.startTimeMs) < SAME_START_MS;
    return isSame ? found : undefined;
  }

  private open(): { readonly chosen: ChosenSource; readonly sampler: Sampler } {
    if (this.active !== undefined) return this.active;
    const systemRoot = process.env.SystemRoot;
    const { procfs } = this;
    const machine = {
      platform: process.platform,
      ...(systemRoot === undefined ? {} : { systemRoot }),
      ...(procfs === undefined ? {} : { procfs }),
      offload: { workerScript: join(__dirname, 'samplerWorker.js'), log: this.ports.log },
    };
    const chosen = chooseSource(this.settings.source, machine, this.clock);
    this.procfs = chosen.procfs;
    if (chosen.fallbackReason !== undefined) this.ports.log(chosen.fallbackReason);
    const onRound: SamplingPorts['onRound'] = (round) => {
      this.ports.onRound({ ...round, machine: this.machine.readAt(round.timeMs) });
    };
    const sampler = new Sampler(
      { ...this.ports, onRound, source: chosen.source, clock: this.clock, cpuSeconds: processCpuSeconds },
      this.settings.intervalMs,
    );
    this.active = { chosen, sampler };
    return this.active;
  }

  private close(): void {
    this.active?.sampler.dispose();
    this.active?.chosen.source.dispose();
    this.active = undefined;
  }

  private async replaceSource(): Promise<void> {
    this.close();
    for (const [sessionId, watched] of this.watched) this.resuming.set(sessionId, watched);
    this.watched.clear();
    for (const [sessionId, watched] of [...this.resuming]) await this.resume(sessionId, watched);
  }

  /** Watches again what was watched with another source, unless nobody wants it any more by then. */
  private async resume(sessionId: SessionId, watched: Watched): Promise<void> {
    for (const root of watched.roots.values()) {
      if (this.resuming.get(sessionId) !== watched) return;
      const found = await this.findAgain(root).catch((error: unknown) => {
        this.ports.log(`Process ${root.pid} could not be looked for: ${String(error)}`);
        return undefined;
      });
      if (this.resuming.get(sessionId) !== watched) return;
      // One that has gone is watched as well: that is how its session learns of it.
      this.addRoot(sessionId, found ?? root, watched.marker);
    }
    this.resuming.delete(sessionId);
  }
}

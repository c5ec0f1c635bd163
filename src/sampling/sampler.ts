import type { Clock } from '../shared/clock';
import { isDebuggerHelper } from '../shared/debuggerHelper';
import type { ProcessIdentity, Reading, Round, SessionId } from '../shared/sample';
import type { MonitorStatus } from '../shared/state';
import { CpuMeter } from './cpuMeter';
import { clampIntervalMs, intervalInForce, type IntervalInForce } from './intervals';
import { OwnCost } from './ownCost';
import type { ProcessSource } from './processSource';
import { RoundReader, type SessionRound } from './roundReader';
import { RoundSchedule } from './roundSchedule';
import { selfReadings } from './selfReadings';
import { StallWatch } from './stallWatch';
import { WatchedSession, type WatchOptions } from './watchedSession';
import { withDeadline } from './withDeadline';

/**
 * Samples the processes of all watched sessions of a window, one round per tick. A source that fails or hangs never ends
 * the sampling. While nothing is watched there is neither a timer nor a read.
 */
export class Sampler {
  private readonly sessions = new Map<SessionId, WatchedSession>();
  private readonly cpu: CpuMeter;
  private readonly cost = new OwnCost();
  private readonly reader: RoundReader;
  private readonly schedule: RoundSchedule;
  private readonly stallWatch: StallWatch;
  private requestedIntervalMs: number;
  /** Our own CPU time up to the last tick, seconds: what came since is the cost of the next. */
  private accountedSeconds = 0;
  private lastRoundMs: number | undefined;
  private failure: string | undefined;

  constructor(
    private readonly deps: SamplerDependencies,
    intervalMs: number,
  ) {
    this.requestedIntervalMs = clampIntervalMs(intervalMs);
    this.cpu = new CpuMeter(deps.cpuSeconds);
    this.reader = new RoundReader(deps.source, deps.clock, this.cpu, deps.log);
    this.schedule = new RoundSchedule(deps.clock, (lateMs) => this.tick(lateMs), this.interval().intervalMs);
    this.stallWatch = new StallWatch(deps.clock, () => {
      this.tellStatus();
    });
  }

  /** Watches the trees below `roots`; without any the session waits for `addRoot`. Replaces an earlier watch. */
  watch(
    sessionId: SessionId,
    roots: readonly ProcessIdentity[],
    options: WatchOptions = { isHelper: isDebuggerHelper },
  ): void {
    const session = new WatchedSession(sessionId, options);
    for (const root of roots) session.addRoot(root);
    this.sessions.set(sessionId, session);
    this.startOrStop();
  }

  /** Adds a root to a watched session; without effect on one that is not watched. */
  addRoot(sessionId: SessionId, root: ProcessIdentity): void {
    this.sessions.get(sessionId)?.addRoot(root);
    this.startOrStop();
  }

  /** Stops watching; no further round of this session comes. */
  unwatch(sessionId: SessionId): void {
    this.sessions.delete(sessionId);
    this.startOrStop();
  }

  /** Whether this process is read in every round, so that what the source keeps for it must not be let go. */
  isReading(process: ProcessIdentity): boolean {
    return this.reader.holds(process);
  }

  /** Asks for another interval, 100 to 60,000 ms. The source's minimum and our own cost may make it longer. */
  setIntervalMs(intervalMs: number): void {
    this.requestedIntervalMs = clampIntervalMs(intervalMs);
    this.applyInterval();
    this.tellStatus();
  }

  /** Runs work of ours that samples call for, such as showing them, at our own cost; returns its result. */
  measure<T>(work: () => T): T {
    return this.cpu.measure(work);
  }

  /** How the sampling goes: the interval in force and why, its cost, the last success, what was left out. */
  status(): MonitorStatus {
    const { source } = this.deps;
    const costCores = this.cost.cores;
    return {
      ...this.interval(),
      requestedIntervalMs: this.requestedIntervalMs,
      source: source.name,
      ...(costCores !== undefined && { costCores }),
      ...(this.lastRoundMs !== undefined && { lastRoundMs: this.lastRoundMs }),
      skippedRounds: this.schedule.skippedRounds,
      droppedSamples: this.deps.droppedSamples(),
      stalled: this.stallWatch.isStalled,
    };
  }

  /** Stops for good. The source is not disposed: it is the caller's. */
  dispose(): void {
    this.sessions.clear();
    this.startOrStop();
  }

  private ownCpuSeconds(): number {
    return this.cpu.totalSeconds + (this.deps.source.offThreadCpuSeconds?.() ?? 0);
  }

  private interval(): IntervalInForce {
    return intervalInForce(this.requestedIntervalMs, this.deps.source.minIntervalMs, this.cost.factor);
  }

  private readySessions(): readonly WatchedSession[] {
    return [...this.sessions.values()].filter((session) => session.isReady);
  }

  private startOrStop(): void {
    if (this.readySessions().length > 0) {
      if (!this.stallWatch.isActive) this.begin();
      this.schedule.start();
      return;
    }
    this.schedule.stop();
    this.stallWatch.stop();
    this.reader.release();
    this.cost.relax();
    this.applyInterval();
  }

  /** What was spent while nothing was watched is not the cost of a round. */
  private begin(): void {
    this.accountedSeconds = this.ownCpuSeconds();
    this.stallWatch.expect(this.interval().intervalMs);
  }

  private applyInterval(): void {
    this.schedule.setIntervalMs(this.interval().intervalMs);
    if (this.stallWatch.isActive) this.stallWatch.expect(this.interval().intervalMs);
  }

  private async tick(lateMs: number): Promise<void> {
    const startMs = this.deps.clock.nowMs();
    const rounds = await this.readRounds();
    const endMs = this.deps.clock.nowMs();
    for (const [session, round] of rounds ?? []) {
      // It may have been unwatched while its round was on the way.
      if (this.sessions.get(session.id) !== session) continue;
      this.tell(() => {
        this.deps.onRound(round);
      });
    }
    if (this.readySessions().length === 0) {
      this.reader.release();
      return;
    }
    if (rounds !== undefined) {
      this.lastRoundMs = endMs;
      this.stallWatch.succeed(this.interval().intervalMs);
    }
    this.adapt();
    this.tellAboutSelf(lateMs, rounds === undefined ? undefined : endMs - startMs);
  }

  /** Undefined if the round failed; the cause is logged once, not at every tick. */
  private async readRounds(): Promise<readonly SessionRound[] | undefined> {
    const sessions = this.readySessions();
    try {
      const rounds = await withDeadline(this.deps.clock, GIVE_UP_MS, this.reader.read(sessions));
      if (this.failure !== undefined) this.deps.log('Sampling works again.');
      this.failure = undefined;
      return rounds;
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      if (failure !== this.failure) this.deps.log(`Sampling failed and goes on: ${failure}`);
      this.failure = failure;
      return undefined;
    }
  }

  private adapt(): void {
    const before = this.interval().intervalMs;
    this.cost.observe(this.ownCpuSeconds() - this.accountedSeconds, before);
    this.accountedSeconds = this.ownCpuSeconds();
    if (this.interval().intervalMs !== before) this.applyInterval();
  }

  private tellAboutSelf(lateMs: number, durationMs: number | undefined): void {
    const readings = selfReadings({
      cpuSeconds: this.ownCpuSeconds(),
      lateMs,
      durationMs,
      lastRoundMs: this.lastRoundMs,
      skippedRounds: this.schedule.skippedRounds,
      droppedSamples: this.deps.droppedSamples(),
    });
    this.tell(() => {
      this.deps.onSelf(this.deps.clock.nowMs(), readings);
    });
    this.tellStatus();
  }

  private tellStatus(): void {
    this.tell(() => {
      this.deps.onStatus(this.status());
    });
  }

  /** Calls a listener at our cost. One that throws has a bug; it must not take the sampling with it. */
  private tell(listener: () => void): void {
    try {
      this.cpu.measure(listener);
    } catch (error) {
      this.deps.log(`A listener failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
}

/** What the sampler needs and whom it tells. The source stays the caller's. */
export interface SamplerDependencies {
  readonly source: ProcessSource;
  readonly clock: Clock;
  /** CPU time that this process has used so far, seconds. */
  readonly cpuSeconds: () => number;
  /** How many samples the store has dropped so far. */
  readonly droppedSamples: () => number;
  readonly log: (message: string) => void;
  /** All living processes of one session, at each tick. */
  readonly onRound: (round: Round) => void;
  /** After each tick, and when rounds stop succeeding. */
  readonly onStatus: (status: MonitorStatus) => void;
  /** The monitor's own metrics, after each tick. */
  readonly onSelf: (timeMs: number, readings: readonly Reading[]) => void;
}

/** A round that has not ended by then is given up, so that the next may try. */
const GIVE_UP_MS = 30_000;

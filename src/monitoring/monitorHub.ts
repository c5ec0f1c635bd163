import type { Budget } from '../budgets/parseBudget';
import type { SessionStore } from '../series/sessionStore';
import { StoreBudget, type StoreBudgetOptions } from '../series/storeBudget';
import type { TimeSeries } from '../series/timeSeries';
import type { MetricName } from '../shared/metrics';
import { SELF_SESSION, type Attributes, type ProcessKey, type Reading, type SessionId } from '../shared/sample';
import type { Session } from '../shared/state';
import { NO_ALERTING, NO_BASELINES, type AlertingOf, type Baselines } from './alerting';
import type { MonitorUpdate } from './monitorUpdate';
import { SessionMonitor } from './sessionMonitor';
import type { SessionFacts, SessionInput } from './sessionInput';
import { SuspensionWatch } from './suspensionWatch';
import { Tracks } from './tracks';

/** Names one series: without a process that of the whole tree, without attributes the sum over them. */
export interface SeriesQuery {
  readonly process?: ProcessKey;
  readonly metric: MetricName;
  readonly attributes?: Attributes;
}

/** What a session is held to. */
export type BudgetsOf = (facts: SessionFacts) => readonly Budget[];

export type UpdateListener = (update: MonitorUpdate) => void;

/** All monitored sessions of a window, in the order of their start, and the monitor's own session. */
export class MonitorHub {
  private readonly monitors = new Map<SessionId, SessionMonitor>();
  private readonly past = new Map<SessionId, PastSession>();
  private readonly listeners = new Set<UpdateListener>();
  private readonly selfStore: SessionStore;
  private readonly selfTracks: Tracks;
  private intervalMs = 1000;
  private readonly budget: StoreBudget;
  private readonly suspension = new SuspensionWatch();
  private alertingOf: AlertingOf = () => NO_ALERTING;
  private budgetsOf: BudgetsOf = () => [];

  constructor(
    options: Omit<StoreBudgetOptions, 'onEvicted'> = {},
    private readonly baselines: Baselines = NO_BASELINES,
  ) {
    this.budget = new StoreBudget({
      ...options,
      onEvicted: ({ sessionId, eviction }) => this.monitors.get(sessionId)?.noteEviction(eviction),
    });
    this.selfStore = this.budget.openSession(SELF_SESSION);
    this.selfTracks = new Tracks(this.selfStore);
  }

  /** Samples of all sessions that were read but not kept. */
  get droppedSamples(): number {
    return this.budget.droppedSamples;
  }

  /** The interval at which rounds are to be expected from now on; a longer silence is a gap. */
  setIntervalMs(intervalMs: number): void {
    this.intervalMs = intervalMs;
  }

  /** Judges sessions, also those that are still to come, by other rules from now on. */
  setAlerting(alertingOf: AlertingOf, timeMs: number): void {
    this.alertingOf = alertingOf;
    for (const monitor of this.monitors.values()) {
      monitor.alerts.setAlerting(alertingOf(monitor.facts), timeMs);
      this.publish({ timeMs, session: monitor.session(), changed: 'state', toasts: [] });
    }
  }

  /** Holds sessions, also those that are still to come, to other budgets from now on. */
  setBudgets(budgetsOf: BudgetsOf, timeMs: number): void {
    this.budgetsOf = budgetsOf;
    for (const monitor of this.monitors.values()) {
      monitor.budgets.set(budgetsOf(monitor.facts));
      this.publish({ timeMs, session: monitor.session(), changed: 'state', toasts: [] });
    }
  }

  /**
   * Time passes, told every second or so with the wall clock's time, so that stalls, sleeps and toasts do not depend on
   * samples. Returns whether any session still needs that.
   */
  tick(timeMs: number, wallMs: number): boolean {
    this.suspend(timeMs, this.suspension.tick(timeMs, wallMs, this.intervalMs));
    const running = this.running();
    if (running.length === 0) this.suspension.reset();
    for (const id of running) this.ingest(id, { kind: 'tick', timeMs });
    return running.length > 0;
  }

  /**
   * Opens a session, or returns the one that is already there under this id. `prepare` is called with a new one before
   * anybody hears of it.
   */
  begin(facts: SessionFacts, prepare?: (monitor: SessionMonitor) => void): SessionMonitor {
    const known = this.monitors.get(facts.id);
    if (known !== undefined) return known;
    const monitor = new SessionMonitor(
      facts,
      this.budget.openSession(facts.id),
      this.alertingOf(facts),
      this.baselines,
    );
    monitor.budgets.set(this.budgetsOf(facts));
    this.monitors.set(facts.id, monitor);
    prepare?.(monitor);
    this.publish({ timeMs: facts.startedAtMs, session: monitor.session(), changed: 'state', toasts: [] });
    return monitor;
  }

  /** Hands an input to its session; one for a session that is not there is passed over. */
  ingest(sessionId: SessionId, input: SessionInput): void {
    const monitor = this.monitors.get(sessionId);
    if (monitor === undefined) return;
    this.suspend(input.timeMs, this.suspension.observe(input.timeMs, this.intervalMs));
    this.publish(monitor.ingest(input, this.intervalMs));
  }

  /** Keeps what the sampler tells about itself. */
  ingestSelf(timeMs: number, readings: readonly Reading[]): void {
    for (const { metric, attributes, value } of readings) this.selfTracks.append(metric, attributes, timeMs, value);
  }

  /** All sessions, oldest first. */
  sessions(): readonly Session[] {
    return [...this.monitors.values()].map((monitor) => monitor.session());
  }

  /**
   * Adds a run of an earlier time, which is only looked at: `fill` puts its values into the store. One that is there
   * already stays as it is.
   */
  openPast(session: Session, fill: (store: SessionStore) => void): void {
    if (this.past.has(session.id)) return;
    const store = this.budget.openSession(session.id);
    this.past.set(session.id, { session, store });
    fill(store);
  }

  /** Tells otherwise of a run of an earlier time what is not in its values; does nothing where it is not open. */
  changePast(sessionId: SessionId, changes: Partial<Pick<Session, 'name' | 'reason'>>): void {
    const past = this.past.get(sessionId);
    if (past !== undefined) this.past.set(sessionId, { ...past, session: { ...past.session, ...changes } });
  }

  /** Gives up a run of an earlier time. */
  closePast(sessionId: SessionId): void {
    if (this.past.delete(sessionId)) this.budget.closeSession(sessionId);
  }

  /** The runs of an earlier time that are open, in the order in which they were opened. */
  pastSessions(): readonly Session[] {
    return [...this.past.values()].map(({ session }) => session);
  }

  monitor(sessionId: SessionId): SessionMonitor | undefined {
    return this.monitors.get(sessionId);
  }

  /** A series of a session, or of the monitor itself; undefined where there is none. */
  series(sessionId: SessionId, { process, metric, attributes = '' }: SeriesQuery): TimeSeries | undefined {
    return this.storeOf(sessionId)?.find({ ...(process === undefined ? {} : { process }), metric, attributes });
  }

  /** All series of a session, or of the monitor itself; undefined where there is no such session. */
  storeOf(sessionId: SessionId): SessionStore | undefined {
    if (sessionId === SELF_SESSION) return this.selfStore;
    return (this.monitors.get(sessionId) ?? this.past.get(sessionId))?.store;
  }

  /** Calls back after each change, in order; the returned function ends that. */
  onUpdate(listener: UpdateListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private running(): readonly SessionId[] {
    return this.sessions()
      .filter(({ endedAtMs }) => endedAtMs === undefined)
      .map(({ id }) => id);
  }

  /** Tells all that run of a sleep, where there was one. */
  private suspend(timeMs: number, gapMs: number | undefined): void {
    if (gapMs === undefined) return;
    for (const id of this.running()) {
      const monitor = this.monitors.get(id);
      if (monitor !== undefined) this.publish(monitor.ingest({ kind: 'suspended', timeMs, gapMs }, this.intervalMs));
    }
  }

  private publish(update: MonitorUpdate): void {
    for (const listener of this.listeners) listener(update);
  }
}

/** A run of an earlier time with its values. */
interface PastSession {
  readonly session: Session;
  readonly store: SessionStore;
}

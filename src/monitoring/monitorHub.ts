import type { SessionStore } from '../series/sessionStore';
import { StoreBudget, type StoreBudgetOptions } from '../series/storeBudget';
import type { TimeSeries } from '../series/timeSeries';
import type { MetricName } from '../shared/metrics';
import { SELF_SESSION, type Attributes, type ProcessKey, type Reading, type SessionId } from '../shared/sample';
import type { Session } from '../shared/state';
import { SessionMonitor, type MonitorUpdate } from './sessionMonitor';
import type { SessionFacts, SessionInput } from './sessionInput';
import { Tracks } from './tracks';

/** Names one series: without a process that of the whole tree, without attributes the sum over them. */
export interface SeriesQuery {
  readonly process?: ProcessKey;
  readonly metric: MetricName;
  readonly attributes?: Attributes;
}

export type UpdateListener = (update: MonitorUpdate) => void;

/** All monitored sessions of a window, in the order of their start, and the monitor's own session. */
export class MonitorHub {
  private readonly monitors = new Map<SessionId, SessionMonitor>();
  private readonly listeners = new Set<UpdateListener>();
  private readonly selfStore: SessionStore;
  private readonly selfTracks: Tracks;
  private intervalMs = 1000;
  private readonly budget: StoreBudget;

  constructor(options: Omit<StoreBudgetOptions, 'onEvicted'> = {}) {
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

  /** Opens a session, or returns the one that is already there under this id. */
  begin(facts: SessionFacts): SessionMonitor {
    const known = this.monitors.get(facts.id);
    if (known !== undefined) return known;
    const monitor = new SessionMonitor(facts, this.budget.openSession(facts.id));
    this.monitors.set(facts.id, monitor);
    this.publish({ timeMs: facts.startedAtMs, session: monitor.session(), changed: 'state' });
    return monitor;
  }

  /** Hands an input to its session; one for a session that is not there is passed over. */
  ingest(sessionId: SessionId, input: SessionInput): void {
    const monitor = this.monitors.get(sessionId);
    if (monitor === undefined) return;
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

  monitor(sessionId: SessionId): SessionMonitor | undefined {
    return this.monitors.get(sessionId);
  }

  /** A series of a session, or of the monitor itself; undefined where there is none. */
  series(sessionId: SessionId, { process, metric, attributes = '' }: SeriesQuery): TimeSeries | undefined {
    const store = sessionId === SELF_SESSION ? this.selfStore : this.monitors.get(sessionId)?.store;
    return store?.find({ ...(process === undefined ? {} : { process }), metric, attributes });
  }

  /** Calls back after each change, in order; the returned function ends that. */
  onUpdate(listener: UpdateListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private publish(update: MonitorUpdate): void {
    for (const listener of this.listeners) listener(update);
  }
}

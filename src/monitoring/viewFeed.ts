import { drawn, since, type Line } from '../series/drawn';
import type { TimeSeries } from '../series/timeSeries';
import type { Diagnosis } from '../shared/diagnosis';
import { METRICS, type MetricName } from '../shared/metrics';
import type { PastRunOutline } from '../shared/pastRunOutline';
import type { ProcessRow, SeriesData, SnapshotMessage, ViewMessage } from '../shared/protocol';
import type { TimeRange, View } from '../shared/view';
import type { AlertLimit, MonitorStatus, Session } from '../shared/state';
import { changedSince } from './changedSessions';
import { DRAWN, type DrawnSeries } from './drawnSeries';
import type { MonitorHub } from './monitorHub';
import { ProcessRows } from './processRows';
import { ViewDiagnosis } from './viewDiagnosis';
import { ViewStatistics } from './viewStatistics';

/** So many points a series has at most in a snapshot: two for each pixel column of a wide chart. */
const SNAPSHOT_POINTS = 1_200;

/** Beside a chosen span goes this share of it on either side, so that moving it a little finds values there. */
const MARGIN_SHARE = 0.5;

const NO_RUNS: readonly PastRunOutline[] = [];
const NO_LIMITS: readonly AlertLimit[] = [];

const DEFAULT_WINDOW: View['window'] = 300_000;

/** Metrics whose attributes nobody knows beforehand, and how many series of each a panel gets. */
const LABELLED: ReadonlySet<MetricName> = new Set(
  METRICS.filter(({ chart }) => chart?.draw === 'attributes').map(({ name }) => name),
);
const MOST_LABELLED = 40;

/**
 * What one panel has been told and is still to be told: a snapshot whenever its view changes, then only what came
 * since. It reads from the hub and changes nothing there.
 */
export class ViewFeed {
  private view: View | undefined;
  /** When the newest point was that each series has been told of; one that is not here has been told nothing. */
  private readonly sentUntilMs = new Map<TimeSeries, number>();
  private sentSessions: readonly Session[] = [];
  private readonly sentRows = new ProcessRows();
  private statistics: ViewStatistics;
  private diagnosis: ViewDiagnosis;

  private sentPastRuns: readonly PastRunOutline[] = [];
  private sentLimits: readonly AlertLimit[] = [];

  /**
   * `pastRuns` answers with the same list until something of it has changed; `memoryLimitBytes` is what programs may
   * use on this machine, where that is known.
   */
  constructor(
    private readonly hub: MonitorHub,
    private readonly pastRuns: () => readonly PastRunOutline[] = () => NO_RUNS,
    private readonly memoryLimitBytes?: number,
  ) {
    this.statistics = new ViewStatistics(hub);
    this.diagnosis = new ViewDiagnosis(hub, memoryLimitBytes);
  }

  /** The view in force, undefined while there is no session to show. */
  get currentView(): View | undefined {
    return this.view;
  }

  /** The session that is shown, and the span of time; undefined while there is none to show. */
  visible(nowMs: number): { readonly sessionId: string; readonly range: TimeRange } | undefined {
    return this.view === undefined ? undefined : { sessionId: this.view.sessionId, range: this.span(nowMs) };
  }

  /** Everything for a view. A session that is not there is replaced by the newest; a process that is not, by the total. */
  snapshot(wanted: View | undefined, nowMs: number, monitor: MonitorStatus): SnapshotMessage {
    const sessions = this.allSessions();
    this.view = existingView(wanted ?? this.view, sessions);
    this.sentSessions = sessions;
    this.sentPastRuns = this.pastRuns();
    this.sentLimits = this.limits();
    this.sentUntilMs.clear();
    this.statistics = new ViewStatistics(this.hub);
    this.refreshStatistics(nowMs);
    this.diagnosis = new ViewDiagnosis(this.hub, this.memoryLimitBytes);
    this.refreshDiagnosis(nowMs);
    return {
      type: 'snapshot',
      nowMs,
      ...(this.view === undefined ? {} : { view: this.view }),
      sessions,
      pastRuns: this.sentPastRuns,
      series: this.wholeSeries(nowMs),
      processes: this.sentRows.all(this.rows()),
      statistics: this.statistics.rows,
      limits: this.sentLimits,
      ...this.diagnosed(),
      monitor,
    };
  }

  /** What has come since the last message; a snapshot instead when the view goes on to another session, or one has gone. */
  append(nowMs: number, monitor: MonitorStatus): ViewMessage {
    const sessions = this.allSessions();
    const successor = this.successor(sessions);
    if (successor !== undefined) return this.snapshot(successor, nowMs, monitor);
    const present = new Set(sessions.map(({ id }) => id));
    if (this.sentSessions.some(({ id }) => !present.has(id))) return this.snapshot(this.view, nowMs, monitor);
    const changedSessions = changedSince(this.sentSessions, sessions);
    this.sentSessions = sessions;
    const hasStatistics = this.refreshStatistics(nowMs);
    const hasDiagnosis = this.refreshDiagnosis(nowMs);
    const processes = this.sentRows.changed(this.rows());
    const pastRuns = this.pastRuns();
    const havePastRunsChanged = pastRuns !== this.sentPastRuns;
    this.sentPastRuns = pastRuns;
    const limits = this.limits();
    const haveLimitsChanged = limits !== this.sentLimits;
    this.sentLimits = limits;
    return {
      type: 'append',
      nowMs,
      series: this.newPoints(),
      monitor,
      ...(processes.length > 0 ? { processes } : {}),
      ...(changedSessions.length > 0 ? { sessions: changedSessions } : {}),
      ...(havePastRunsChanged ? { pastRuns } : {}),
      ...(haveLimitsChanged ? { limits } : {}),
      ...(hasStatistics ? { statistics: this.statistics.rows } : {}),
      ...(hasDiagnosis ? this.diagnosed() : {}),
    };
  }

  /** The view to go on to by itself: a run that has begun since, when nothing is shown or what is shown has ended. */
  private successor(sessions: readonly Session[]): View | undefined {
    const newest = sessions.at(-1);
    if (newest === undefined || this.sentSessions.some(({ id }) => id === newest.id)) return undefined;
    // Who looks at a chosen span is not taken away from it.
    const hasEnded = this.session()?.endedAtMs !== undefined && this.view?.range === undefined;
    const isFree = this.view === undefined || hasEnded;
    return isFree ? { sessionId: newest.id, window: this.view?.window ?? DEFAULT_WINDOW } : undefined;
  }

  /** Those of earlier times first, so that the newest of this window stays the last. */
  private allSessions(): readonly Session[] {
    return [...this.hub.pastSessions(), ...this.hub.sessions()];
  }

  private session(): Session | undefined {
    return this.sentSessions.find((session) => session.id === this.view?.sessionId);
  }

  private limits(): readonly AlertLimit[] {
    return this.view === undefined ? NO_LIMITS : (this.hub.monitor(this.view.sessionId)?.alerts.limits ?? NO_LIMITS);
  }

  private rows(): readonly ProcessRow[] {
    return this.view === undefined ? [] : (this.hub.monitor(this.view.sessionId)?.rows() ?? []);
  }

  private wholeSeries(nowMs: number): readonly SeriesData[] {
    const { fromMs, toMs } = this.span(nowMs);
    if (this.view?.range === undefined)
      return this.eachSeries((series) => drawn(series, fromMs, nowMs, SNAPSHOT_POINTS));
    const marginMs = (toMs - fromMs) * MARGIN_SHARE;
    const points = SNAPSHOT_POINTS * (1 + 2 * MARGIN_SHARE);
    return this.eachSeries((series) => drawn(series, fromMs - marginMs, toMs + marginMs, points));
  }

  /** Nothing is added to a chosen span: it does not move on. */
  private newPoints(): readonly SeriesData[] {
    if (this.view?.range !== undefined) return [];
    return this.eachSeries((series) => since(series, this.sentUntilMs.get(series) ?? -Infinity));
  }

  private eachSeries(read: (series: TimeSeries) => Line): readonly SeriesData[] {
    const { view } = this;
    if (view === undefined) return [];
    const process = view.process === undefined ? {} : { process: view.process };
    const all: SeriesData[] = [];
    for (const { metric, attributes } of [...DRAWN, ...this.labelled(view)]) {
      const series = this.hub.series(view.sessionId, { ...process, metric, attributes });
      if (series === undefined) continue;
      const points = read(series);
      this.sentUntilMs.set(series, points.times.at(-1) ?? this.sentUntilMs.get(series) ?? -Infinity);
      if (points.times.length > 0) all.push({ metric, attributes, ...points });
    }
    return all;
  }

  /** The series of metrics that are drawn by whatever attributes they have: the oldest of each. */
  private labelled({ sessionId, process }: View): readonly DrawnSeries[] {
    const counts = new Map<MetricName, number>();
    return (this.hub.storeOf(sessionId)?.keys() ?? []).filter((key) => {
      if (key.process !== process || key.attributes === '' || !LABELLED.has(key.metric)) return false;
      const count = (counts.get(key.metric) ?? 0) + 1;
      counts.set(key.metric, count);
      return count <= MOST_LABELLED;
    });
  }

  /** Brings the statistics that are due up to date; returns whether any was. */
  private refreshStatistics(nowMs: number): boolean {
    const { view } = this;
    return view !== undefined && this.statistics.refresh(view, this.span(nowMs), nowMs, this.session()?.endedAtMs);
  }

  private refreshDiagnosis(nowMs: number): boolean {
    const session = this.session();
    return session !== undefined && this.diagnosis.refresh(session, this.span(nowMs), nowMs);
  }

  private diagnosed(): { readonly diagnosis?: Diagnosis } {
    const { diagnosis } = this.diagnosis;
    return diagnosis === undefined ? {} : { diagnosis };
  }

  /** What is shown: the chosen span, else a window that ends now, or at the session's end. */
  private span(nowMs: number): TimeRange {
    const session = this.session();
    if (this.view?.range !== undefined) return this.view.range;
    const window = this.view?.window ?? 'all';
    const fromMs = window === 'all' ? (session?.startedAtMs ?? -Infinity) : (session?.endedAtMs ?? nowMs) - window;
    return { fromMs, toMs: nowMs };
  }
}

function existingView(wanted: View | undefined, sessions: readonly Session[]): View | undefined {
  const session = sessions.find(({ id }) => id === wanted?.sessionId) ?? preferred(sessions);
  if (session === undefined) return undefined;
  const isSame = session.id === wanted?.sessionId;
  const process = isSame ? wanted.process : undefined;
  const range = isSame ? wanted.range : undefined;
  return {
    sessionId: session.id,
    window: wanted?.window ?? DEFAULT_WINDOW,
    ...(process === undefined ? {} : { process }),
    ...(range === undefined ? {} : { range }),
  };
}

/** The newest session that still runs, else the newest. */
function preferred(sessions: readonly Session[]): Session | undefined {
  return sessions.findLast((session) => session.endedAtMs === undefined) ?? sessions.at(-1);
}

import * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import { query } from '../series/queryPoints';
import { statisticsOf } from '../series/statistics';
import type { TimeSeries } from '../series/timeSeries';
import { isMetricName, METRICS } from '../shared/metrics';
import { attributesOf, processKey, SELF_SESSION } from '../shared/sample';
import type { Session } from '../shared/state';
import type { ApiAlertsChange, ApiPoint, ApiQuery, ApiSession, ApiUpdate, ProcessMonitorApi } from './api';
import { alertsOutline, apiAlert, apiEvent } from './apiAlerts';
import { Owner } from './disposables';

const DEFAULT_POINTS = 1_000;
const MOST_POINTS = 100_000;

/** Answers other extensions from the hub. Their arguments are not trusted. */
export class ApiAdapter extends Owner {
  readonly api: ProcessMonitorApi;

  constructor(hub: MonitorHub, openPanel: () => void) {
    super();
    const didChangeSessions = this.register(new vscode.EventEmitter<void>());
    const didUpdate = this.register(new vscode.EventEmitter<ApiUpdate>());
    const didChangeAlerts = this.register(new vscode.EventEmitter<ApiAlertsChange>());
    const told = new Map<string, string>();
    const toldAlerts = new Map<string, string>();
    const stop = hub.onUpdate(({ session, timeMs, changed }) => {
      const outline = outlineOf(session);
      if (told.get(session.id) !== outline) {
        told.set(session.id, outline);
        didChangeSessions.fire();
      }
      const alerts = alertsOutline(session.alerts);
      if ((toldAlerts.get(session.id) ?? '') !== alerts) {
        toldAlerts.set(session.id, alerts);
        didChangeAlerts.fire({ sessionId: session.id });
      }
      if (changed === 'samples') didUpdate.fire({ sessionId: session.id, timeMs });
    });
    this.register({ dispose: stop });
    this.api = {
      version: 1,
      sessions: () => hub.sessions().map(apiSession),
      onDidChangeSessions: didChangeSessions.event,
      onDidUpdate: didUpdate.event,
      query: (sessionId, metric, options = {}) => {
        const series = find(hub, sessionId, metric, options);
        return series === undefined ? [] : pointsOf(series, options);
      },
      statistics: (sessionId, metric, options = {}) => {
        const series = find(hub, sessionId, metric, options);
        return series && statisticsOf(series, options.fromMs ?? -Infinity, options.toMs ?? Infinity);
      },
      alerts: (sessionId) => (hub.monitor(sessionId)?.session().alerts ?? []).map(apiAlert),
      health: (sessionId) => hub.monitor(sessionId)?.session().health,
      events: (sessionId) => (hub.monitor(sessionId)?.session().events ?? []).map(apiEvent),
      onDidChangeAlerts: didChangeAlerts.event,
      // What another extension hands over is not for the panel.
      openPanel: () => {
        openPanel();
      },
    };
  }
}

function find(hub: MonitorHub, sessionId: string, metric: string, options: ApiQuery): TimeSeries | undefined {
  if (!isMetricName(metric)) {
    throw new TypeError(`Unknown metric "${metric}". Known are: ${METRICS.map(({ name }) => name).join(', ')}.`);
  }
  const attributes = attributesOf(options.attributes ?? {});
  if (options.process === undefined || sessionId === SELF_SESSION) return hub.series(sessionId, { metric, attributes });
  const processes = hub.monitor(sessionId)?.session().processes ?? [];
  // The system gives a pid again to another process: the newest is meant.
  const [process] = processes
    .filter(({ pid }) => pid === options.process)
    .sort((a, b) => b.startTimeMs - a.startTimeMs);
  return process && hub.series(sessionId, { process: processKey(process), metric, attributes });
}

function pointsOf(series: TimeSeries, options: ApiQuery): readonly ApiPoint[] {
  const wanted = options.points ?? DEFAULT_POINTS;
  const points = Math.min(MOST_POINTS, Math.max(1, Math.floor(wanted)));
  const { timesMs, mean, min, max } = query(series, options.fromMs ?? -Infinity, options.toMs ?? Infinity, points);
  const answer: ApiPoint[] = [];
  timesMs.forEach((timeMs, i) => {
    const value = mean[i];
    const lowest = min[i];
    const highest = max[i];
    // A row without a value marks a gap.
    if (value === undefined || lowest === undefined || highest === undefined || Number.isNaN(value)) return;
    answer.push({ timeMs, value, min: lowest, max: highest });
  });
  return answer;
}

function apiSession(session: Session): ApiSession {
  const { id, name, type, state, startedAtMs, endedAtMs, exitCode, processes } = session;
  return {
    id,
    name,
    type,
    state: state === 'crashed' ? 'ended' : state,
    startedAtMs,
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
    ...(exitCode === undefined ? {} : { exitCode }),
    processes: processes
      .filter(({ alive }) => alive)
      .map(({ pid, name: processName, startTimeMs, alive }) => ({
        pid,
        name: processName,
        startedAtMs: startTimeMs,
        alive,
      })),
  };
}

/** What of a session counts as a change for others. */
function outlineOf({ state, exitCode, endedAtMs, processes }: Session): string {
  const living = processes.filter(({ alive }) => alive).map(processKey);
  return JSON.stringify([state, exitCode, endedAtMs, living]);
}

import type { Event } from 'vscode';
import type { MetricName } from '../shared/metrics';
import type { AlertState, Health, SessionEventKind, Severity } from '../shared/state';
import type { Statistics } from '../shared/statistics';

/**
 * What `activate()` returns to other extensions. Everything is synchronous; times are epoch milliseconds; values are in
 * base units (seconds, bytes, 1), counters as their rate per second.
 */
export interface ProcessMonitorApi {
  readonly version: 1;
  /** All monitored runs since the window opened, oldest first; ended ones remain. */
  sessions(): readonly ApiSession[];
  /** Fires when a run begins, changes its state or its processes, or ends. */
  readonly onDidChangeSessions: Event<void>;
  /** Fires after new values of a run were stored. */
  readonly onDidUpdate: Event<ApiUpdate>;
  /**
   * The values of a metric, oldest first: at most `points` (default 1,000), each with the smallest and largest value
   * that it stands for. Empty where there are none; times without values are left out. Without `process` the total of
   * the tree, without `attributes` the sum over them. Throws a `TypeError` for a metric that is not in the catalogue.
   */
  query(sessionId: string, metric: MetricName, options?: ApiQuery): readonly ApiPoint[];
  /** Figures over the values of a metric; undefined where there is none. Throws as `query` does. */
  statistics(sessionId: string, metric: MetricName, options?: Omit<ApiQuery, 'points'>): Statistics | undefined;
  /** The alerts of a run: those that are over, oldest first, then those that stand or are pending. Empty for no run. */
  alerts(sessionId: string): readonly ApiAlert[];
  /** How a run is; undefined where there is none. */
  health(sessionId: string): Health | undefined;
  /** What happened in a run, oldest first. Empty for no run. */
  events(sessionId: string): readonly ApiEvent[];
  /** Fires when an alert of a run begins, changes its state, or is over. */
  readonly onDidChangeAlerts: Event<ApiAlertsChange>;
  /** Opens the panel, or brings it to the front. */
  openPanel(): void;
}

export interface ApiSession {
  /** The id of the root debug session. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly state: 'starting' | 'running' | 'paused' | 'ended' | 'lost';
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly exitCode?: number;
  /** The living processes of the tree; helpers of the debugger are left out. */
  readonly processes: readonly ApiProcess[];
}

export interface ApiProcess {
  readonly pid: number;
  readonly name: string;
  readonly startedAtMs: number;
  readonly alive: boolean;
}

export interface ApiUpdate {
  readonly sessionId: string;
  readonly timeMs: number;
}

export interface ApiQuery {
  /** The pid of a process of the run; without it the total of the tree. */
  readonly process?: number;
  /** Attributes of the series, for example `{ 'cpu.mode': 'user' }`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly points?: number;
}

export interface ApiPoint {
  readonly timeMs: number;
  /** The mean of the values that the point stands for. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

export interface ApiAlert {
  /** The name of the rule. */
  readonly name: string;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly metric?: MetricName;
  /** Those of the one series that the rule judges; absent for a rule without attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The value that was judged last and the limit, in base units; absent for a rule about an event. */
  readonly value?: number;
  readonly threshold?: number;
  /** Since when the value is beyond the limit, and since when it no longer is an alert: epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly message: string;
  /** The pid of the process that it is about; absent for the whole tree. */
  readonly process?: number;
}

export interface ApiEvent {
  readonly kind: SessionEventKind;
  readonly timeMs: number;
  readonly text: string;
  readonly process?: number;
}

export interface ApiAlertsChange {
  readonly sessionId: string;
}

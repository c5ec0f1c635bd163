import type { Aggregate } from './alertRuleSettings';
import type { ProfileKind } from './agentFrames';
import type { Capture } from './capture';
import type { AgentPresence, CheckStatus } from './health';
import type { MetricName } from './metrics';
import type { Attributes, ProcessInfo, ProcessKey, SessionId } from './sample';

/** Where a run stands. `lost`: its process cannot be found, cannot be read, or is not on this machine. */
export type SessionState = 'starting' | 'running' | 'paused' | 'ended' | 'crashed' | 'lost';

/** A process as it is shown; `depth` is its distance from the root of the tree. */
export interface ProcessView extends ProcessInfo {
  readonly depth: number;
  readonly alive: boolean;
  /** Whether a debugger holds this very process. */
  readonly paused: boolean;
  readonly endedAtMs?: number;
}

/** A span in which the debugger held the program. Without `toMs` it still does. */
export interface Pause {
  readonly fromMs: number;
  readonly toMs?: number;
}

/** One monitored run: everything about it but its series. */
export interface Session {
  readonly id: SessionId;
  /** Set for a run of an earlier time, which was opened from the disk. */
  readonly isPast?: true;
  readonly name: string;
  /** The debug type (`pwa-node`, `debugpy`, ...), or `process` for one that was picked. */
  readonly type: string;
  readonly state: SessionState;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly exitCode?: number;
  /** Why the state is what it is, for people: why a process was not found, how it ended. */
  readonly reason?: string;
  /** Processes of the tree without the debugger's helpers, parents before children. */
  readonly processes: readonly ProcessView[];
  readonly pauses: readonly Pause[];
  readonly events: readonly SessionEvent[];
  /** Alerts that are over, oldest first, then those that stand or are pending. */
  readonly alerts: readonly Alert[];
  readonly health: Health;
  /** What health checks say; absent where nothing is checked. */
  readonly check?: CheckStatus;
  /** Whether its Node programs report from inside; absent where none of its programs is Node. */
  readonly agent?: AgentPresence;
  /** How it keeps its budgets; absent where it has none. */
  readonly budgets?: readonly BudgetStatus[];
  /** How long until anomalies can be told from what is usual, milliseconds; absent once they can, or nobody looks. */
  readonly learningMs?: number;
}

/** Whether a run keeps a limit that a team has agreed on, so far or at its end. */
export interface BudgetStatus {
  readonly verdict: 'kept' | 'broken' | 'notMeasured';
  /** What is held against what, in a sentence. */
  readonly text: string;
}

export type SessionEventKind =
  | 'started'
  | 'processStarted'
  | 'processExited'
  | 'paused'
  | 'continued'
  | 'restarted'
  | 'ended'
  | 'crashed'
  | 'lost'
  | 'suspended'
  | 'stalled'
  | 'evicted'
  | 'step'
  | 'exception'
  | 'warning'
  | 'gc'
  | 'mark'
  | 'captured'
  | 'alertFired'
  | 'alertResolved'
  | 'anomaly'
  | 'budgetBroken'
  | 'healthy'
  | 'unhealthy'
  | 'healthUnknown';

/** Something that happened at a moment; `text` says it to a person. */
export interface SessionEvent {
  readonly kind: SessionEventKind;
  readonly timeMs: number;
  readonly text: string;
  readonly process?: ProcessKey;
  /** The evidence that was taken then; of `captured` only, and absent where a rule's was not. */
  readonly capture?: Capture;
}

export type Severity = 'info' | 'warning' | 'critical';

/** How a rule wants to be heard: by toast, in the status bar only, or as a mere record. */
export type Notify = 'toast' | 'statusBar' | 'off';

/** Where an alert stands. `recovering`: the value is back, but the alert stands a little longer, lest it flaps. */
export type AlertState = 'pending' | 'firing' | 'recovering' | 'resolved';

/** One time that a rule was, or is about to be, broken. */
export interface Alert {
  /** Unlike that of any other alert of the window. */
  readonly id: string;
  /** The name of the rule. */
  readonly name: string;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly notify: Notify;
  /** What is to be taken of its process once it fires; absent where nothing is. */
  readonly capture?: ProfileKind;
  /** What the rule watches; absent for a rule about an event. */
  readonly metric?: MetricName;
  /** The one series of the metric that it is about; absent for that without attributes. */
  readonly attributes?: Attributes;
  /** What of the metric's values is judged; absent for a rule about an event. */
  readonly aggregate?: Aggregate;
  /** The process that it is about; absent for the whole tree. */
  readonly process?: ProcessKey;
  /** The last value that was judged and the limit, both in the base unit of what the rule aggregates. */
  readonly value?: number;
  readonly threshold?: number;
  /** Since when the value is beyond the limit, epoch milliseconds. */
  readonly startedAtMs: number;
  /** Since when it fires; absent while it is pending. */
  readonly firedAtMs?: number;
  readonly endedAtMs?: number;
  /** What is wrong, in one sentence: which process, value, limit, how long. */
  readonly message: string;
}

/** Whether a person stopped a session, or no more than its monitoring: the program goes on then. */
export type StopRequest = boolean | 'monitoringOnly';

/** A level at which a rule begins to be broken, whether or not it ever was. */
export interface AlertLimit {
  /** The name of the rule. */
  readonly name: string;
  readonly metric: MetricName;
  /** The rule judges the series that have these; absent for that without attributes. */
  readonly attributes?: Attributes;
  /** Whether the rule judges the tree's total or each process by itself. */
  readonly scope: 'tree' | 'process';
  /** In the base unit of the metric as it is shown: a counter's as its rate. */
  readonly threshold: number;
}

/** How a session is, in a word. */
export type Health = 'ok' | 'warning' | 'critical' | 'unknown' | 'paused' | 'ended' | 'crashed';

/** What the monitor says about itself. */
export interface MonitorStatus {
  /** The interval in force, milliseconds, after the source's minimum and any backing off. */
  readonly intervalMs: number;
  /** The interval that was asked for. */
  readonly requestedIntervalMs: number;
  readonly source: 'procfs' | 'pidusage';
  /** Why the interval in force is larger than the one asked for. */
  readonly slowedBy?: 'sourceMinimum' | 'ownCost';
  /** Smoothed share of one core that rounds cost, 0 to 1 and above; absent until it is known. */
  readonly costCores?: number;
  /** Epoch milliseconds of the last round that succeeded; absent before the first. */
  readonly lastRoundMs?: number;
  readonly skippedRounds: number;
  readonly droppedSamples: number;
  /** True when no round has succeeded for three intervals while something is watched. */
  readonly stalled: boolean;
}

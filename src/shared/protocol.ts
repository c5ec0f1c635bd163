import type { Comparison } from './comparison';
import type { CaptureKind } from './capture';
import type { ChartId, MetricName } from './metrics';
import type { Diagnosis } from './diagnosis';
import type { PanelChoices } from './panelChoices';
import type { PastRunOutline } from './pastRunOutline';
import type { ProportionalMemory } from './proportionalMemory';
import type { Attributes, ProcessKey, SessionId } from './sample';
import type { AlertLimit, MonitorStatus, Session } from './state';
import type { Statistics } from './statistics';
import type { View } from './view';

/**
 * Everything that host and webview say to each other. The webview speaks first (`ready`) and gets a `snapshot`; after
 * that it gets an `append` per tick until it selects another view. Whatever arrives is `unknown` until it is decoded.
 */

/**
 * New points of one series, oldest first. A counter's values are rates per second. NaN marks a gap: no line is drawn
 * through it. `times` are epoch milliseconds.
 */
export interface SeriesData {
  readonly metric: MetricName;
  readonly attributes: Attributes;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** The present values of one process: a counter's as its rate per second. A value that is not known is absent. */
export interface ProcessRow {
  readonly key: ProcessKey;
  readonly values: Readonly<Partial<Record<MetricName, number>>>;
}

/** One row of the statistics table: over the visible window and over the run, pauses left out. */
export interface StatisticsRow {
  readonly metric: MetricName;
  readonly window?: Statistics;
  readonly run?: Statistics;
}

/** The whole of what a panel needs; `view` is absent when there is no session to show. */
export interface SnapshotMessage {
  readonly type: 'snapshot';
  readonly nowMs: number;
  readonly view?: View;
  readonly sessions: readonly Session[];
  /** Runs of earlier times, newest first. */
  readonly pastRuns: readonly PastRunOutline[];
  readonly series: readonly SeriesData[];
  readonly processes: readonly ProcessRow[];
  readonly statistics: readonly StatisticsRow[];
  /** Of the rules that hold for the session of the view. */
  readonly limits: readonly AlertLimit[];
  /** What the session suffers from over the span in view; absent when there is no session. */
  readonly diagnosis?: Diagnosis;
  readonly monitor: MonitorStatus;
  /** The charts that the settings say are shown. */
  readonly charts?: readonly ChartId[];
  /** How the person likes to see runs; to a page that has just been loaded. */
  readonly choices?: PanelChoices;
  /** A moment that a person asked to be shown, epoch milliseconds. */
  readonly momentMs?: number;
}

/** What came since the last message. What is absent did not change. */
export interface AppendMessage {
  readonly type: 'append';
  readonly nowMs: number;
  /** Those that are new or have changed; a new one comes behind the others. */
  readonly sessions?: readonly Session[];
  /** All of them, where one has come, gone or changed. */
  readonly pastRuns?: readonly PastRunOutline[];
  readonly series: readonly SeriesData[];
  /** Those that are new or have changed; one without values is no longer there. */
  readonly processes?: readonly ProcessRow[];
  readonly statistics?: readonly StatisticsRow[];
  readonly limits?: readonly AlertLimit[];
  readonly diagnosis?: Diagnosis;
  readonly monitor?: MonitorStatus;
  readonly charts?: readonly ChartId[];
  /** The answer to `measurePss`. */
  readonly proportionalMemory?: ProportionalMemory;
}

/** Runs that are held against each other, to be shown instead of one run. */
export interface ComparisonMessage {
  readonly type: 'comparison';
  readonly comparison: Comparison;
}

/** What a view of one run is told. */
export type ViewMessage = SnapshotMessage | AppendMessage;

export type HostMessage = ViewMessage | ComparisonMessage;

export type WebviewMessage =
  /** The webview is loaded and wants a snapshot: of the view that it was saved with, where there is one. */
  | { readonly type: 'ready'; readonly view?: View }
  | { readonly type: 'select'; readonly view: View }
  | { readonly type: 'stopMonitoring'; readonly sessionId: SessionId }
  | { readonly type: 'pickProcess'; readonly sessionId?: SessionId }
  /** A person wants to know the proportional memory of a session's tree; it comes with an append. */
  | { readonly type: 'measurePss'; readonly sessionId: SessionId }
  /** A person marks this moment of a run. */
  | { readonly type: 'addMark'; readonly sessionId: SessionId }
  /** A person wants evidence taken; without a kind the host asks which. Or one that was taken opened again. */
  | {
      readonly type: 'takeEvidence';
      readonly sessionId: SessionId;
      readonly kind?: CaptureKind;
      readonly process?: ProcessKey;
    }
  | { readonly type: 'openEvidence'; readonly sessionId: SessionId; readonly file: string }
  /** A person wants another sampling interval, in VS Code's settings; and wants to see all settings. */
  | { readonly type: 'setInterval'; readonly intervalMs: number }
  | { readonly type: 'openSettings' }
  /** A person shows or hides charts; they are kept in VS Code's settings. */
  | { readonly type: 'setCharts'; readonly charts: readonly ChartId[] }
  /** A person has chosen to see runs in another way; it is kept for the next page. */
  | { readonly type: 'keepChoices'; readonly choices: PanelChoices }
  /** A person wants a threshold for a metric; the host asks for the value. */
  | { readonly type: 'alertAbove'; readonly metric: MetricName }
  /** A person wants a text in the clipboard. */
  | { readonly type: 'copy'; readonly text: string }
  /** A person wants a process of a session to end; the host asks whether that is meant. */
  | { readonly type: 'endProcess'; readonly sessionId: SessionId; readonly process: ProcessKey }
  /** A person has seen enough of a comparison; or wants the runs aligned at a mark, without one at their starts. */
  | { readonly type: 'closeComparison' }
  | { readonly type: 'alignComparison'; readonly mark?: string }
  | { readonly type: 'showLog' }
  /** Something went wrong inside the webview; the host logs it. */
  | { readonly type: 'failed'; readonly message: string };

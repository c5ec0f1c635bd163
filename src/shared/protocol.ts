import * as v from 'valibot';
import { AGGREGATES } from './alertRuleSettings';
import { METRICS, type MetricName } from './metrics';
import type { ProportionalMemory } from './proportionalMemory';
import type { Attributes, ProcessKey, SessionId } from './sample';
import type { MonitorStatus, Session } from './state';
import type { Statistics } from './statistics';

/**
 * Everything that host and webview say to each other. The webview speaks first (`ready`) and gets a `snapshot`; after
 * that it gets an `append` per tick until it selects another view. Whatever arrives is `unknown` until it is decoded.
 */

/** The windows of time that the panel offers, in milliseconds; `all` is the whole run. */
export const WINDOWS_MS = [60_000, 300_000, 900_000, 3_600_000] as const;
export type WindowMs = (typeof WINDOWS_MS)[number] | 'all';

/** What the panel shows: a session, its tree's total or one process, and a window of time that ends now. */
export interface View {
  readonly sessionId: SessionId;
  readonly process?: ProcessKey;
  readonly window: WindowMs;
}

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
  readonly series: readonly SeriesData[];
  readonly processes: readonly ProcessRow[];
  readonly statistics: readonly StatisticsRow[];
  readonly monitor: MonitorStatus;
  /** A moment that a person asked to be shown, epoch milliseconds. */
  readonly momentMs?: number;
}

/** What came since the last message. What is absent did not change. */
export interface AppendMessage {
  readonly type: 'append';
  readonly nowMs: number;
  /** Those that are new or have changed; a new one comes behind the others. */
  readonly sessions?: readonly Session[];
  readonly series: readonly SeriesData[];
  /** Those that are new or have changed; one without values is no longer there. */
  readonly processes?: readonly ProcessRow[];
  readonly statistics?: readonly StatisticsRow[];
  readonly monitor?: MonitorStatus;
  /** The answer to `measurePss`. */
  readonly proportionalMemory?: ProportionalMemory;
}

export type HostMessage = SnapshotMessage | AppendMessage;

export type WebviewMessage =
  /** The webview is loaded and wants a snapshot: of the view that it was saved with, where there is one. */
  | { readonly type: 'ready'; readonly view?: View }
  | { readonly type: 'select'; readonly view: View }
  | { readonly type: 'stopMonitoring'; readonly sessionId: SessionId }
  | { readonly type: 'pickProcess'; readonly sessionId?: SessionId }
  /** A person wants to know the proportional memory of a session's tree; it comes with an append. */
  | { readonly type: 'measurePss'; readonly sessionId: SessionId }
  | { readonly type: 'showLog' }
  /** Something went wrong inside the webview; the host logs it. */
  | { readonly type: 'failed'; readonly message: string };

const metricName = v.picklist(METRICS.map((metric) => metric.name));
const shortText = v.pipe(v.string(), v.maxLength(4096));
const key = v.custom<ProcessKey>((value) => typeof value === 'string' && /^\d{1,10}@\d{1,16}(\.\d{1,6})?$/.test(value));
const time = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.minValue(0));
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(20_000));

const view = v.object({
  sessionId: shortText,
  process: v.exactOptional(key),
  window: v.picklist([...WINDOWS_MS, 'all']),
});

const statistics = v.object({
  count,
  sum: v.exactOptional(v.number()),
  mean: v.number(),
  median: v.number(),
  min: v.number(),
  max: v.number(),
  p50: v.number(),
  p95: v.number(),
  p99: v.number(),
  stdDev: v.number(),
});

/** A session as it arrives from outside. */
export const sessionSchema = v.object({
  id: shortText,
  isPast: v.exactOptional(v.literal(true)),
  name: shortText,
  type: shortText,
  state: v.picklist(['starting', 'running', 'paused', 'ended', 'crashed', 'lost']),
  startedAtMs: time,
  endedAtMs: v.exactOptional(time),
  exitCode: v.exactOptional(v.number()),
  reason: v.exactOptional(shortText),
  processes: list(
    v.object({
      pid: count,
      startTimeMs: time,
      parentPid: count,
      name: shortText,
      depth: count,
      alive: v.boolean(),
      paused: v.boolean(),
      endedAtMs: v.exactOptional(time),
    }),
  ),
  pauses: list(v.object({ fromMs: time, toMs: v.exactOptional(time) })),
  events: list(
    v.object({
      kind: v.picklist([
        'started',
        'processStarted',
        'processExited',
        'paused',
        'continued',
        'restarted',
        'ended',
        'crashed',
        'lost',
        'suspended',
        'stalled',
        'evicted',
        'step',
        'exception',
        'warning',
        'alertFired',
        'alertResolved',
        'anomaly',
      ]),
      timeMs: time,
      text: shortText,
      process: v.exactOptional(key),
    }),
  ),
  alerts: list(
    v.object({
      id: shortText,
      name: shortText,
      severity: v.picklist(['info', 'warning', 'critical']),
      state: v.picklist(['pending', 'firing', 'recovering', 'resolved']),
      notify: v.picklist(['toast', 'statusBar', 'off']),
      metric: v.exactOptional(metricName),
      aggregate: v.exactOptional(v.picklist(AGGREGATES)),
      process: v.exactOptional(key),
      value: v.exactOptional(v.number()),
      threshold: v.exactOptional(v.number()),
      startedAtMs: time,
      firedAtMs: v.exactOptional(time),
      endedAtMs: v.exactOptional(time),
      message: shortText,
    }),
  ),
  health: v.picklist(['ok', 'warning', 'critical', 'unknown', 'paused', 'ended', 'crashed']),
  learningMs: v.exactOptional(count),
});

const seriesData = v.object({
  metric: metricName,
  attributes: shortText,
  times: v.instance(Float64Array),
  values: v.instance(Float64Array),
});

const processRow = v.object({
  key,
  values: v.custom<ProcessRow['values']>((value) => typeof value === 'object' && value !== null),
});

const statisticsRow = v.object({
  metric: metricName,
  window: v.exactOptional(statistics),
  run: v.exactOptional(statistics),
});

const monitor = v.object({
  intervalMs: count,
  requestedIntervalMs: count,
  source: v.picklist(['procfs', 'pidusage']),
  slowedBy: v.exactOptional(v.picklist(['sourceMinimum', 'ownCost'])),
  costCores: v.exactOptional(v.number()),
  lastRoundMs: v.exactOptional(time),
  skippedRounds: count,
  droppedSamples: count,
  stalled: v.boolean(),
});

const proportionalMemory = v.object({
  sessionId: shortText,
  timeMs: time,
  processes: list(v.object({ key, bytes: count })),
  unreadable: list(shortText),
});

const hostMessage = v.variant('type', [
  v.object({
    type: v.literal('snapshot'),
    nowMs: time,
    view: v.exactOptional(view),
    sessions: list(sessionSchema),
    series: list(seriesData),
    processes: list(processRow),
    statistics: list(statisticsRow),
    monitor,
    momentMs: v.exactOptional(time),
  }),
  v.object({
    type: v.literal('append'),
    nowMs: time,
    sessions: v.exactOptional(list(sessionSchema)),
    series: list(seriesData),
    processes: v.exactOptional(list(processRow)),
    statistics: v.exactOptional(list(statisticsRow)),
    monitor: v.exactOptional(monitor),
    proportionalMemory: v.exactOptional(proportionalMemory),
  }),
]);

const webviewMessage = v.variant('type', [
  v.object({ type: v.literal('ready'), view: v.exactOptional(view) }),
  v.object({ type: v.literal('select'), view }),
  v.object({ type: v.literal('stopMonitoring'), sessionId: shortText }),
  v.object({ type: v.literal('pickProcess'), sessionId: v.exactOptional(shortText) }),
  v.object({ type: v.literal('measurePss'), sessionId: shortText }),
  v.object({ type: v.literal('showLog') }),
  v.object({ type: v.literal('failed'), message: shortText }),
]);

/** A message as decoded, or what is wrong with it in one line. */
export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Checks a message that arrived in the webview. */
export function decodeHostMessage(message: unknown): Decoded<HostMessage> {
  return decode(hostMessage, message);
}

/** Checks a message that arrived from the webview. */
export function decodeWebviewMessage(message: unknown): Decoded<WebviewMessage> {
  return decode(webviewMessage, message);
}

/** Checks a view that was saved earlier, by a version of ours or by nobody knows whom. */
export function decodeView(saved: unknown): View | undefined {
  const decoded = decode(view, saved);
  return decoded.ok ? decoded.value : undefined;
}

function decode<T>(schema: v.GenericSchema<unknown, T>, message: unknown): Decoded<T> {
  const result = v.safeParse(schema, message, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  return { ok: false, problem: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

import * as v from 'valibot';
import { CHARTS } from './metrics';
import { CAPTURE_KINDS } from './capture';
import { comparisonSchema } from './comparison';
import { decode, type Decoded } from './decoded';
import { diagnosisSchema } from './diagnosis';
import { pastRunOutlineSchema } from './pastRunOutline';
import { panelChoicesSchema } from './panelChoices';
import type { HostMessage, ProcessRow, WebviewMessage } from './protocol';
import { countSchema, cutText, listOf, metricNameSchema, processKeySchema, shortText, timeSchema } from './schemas';
import { sessionSchema } from './sessionSchema';
import { viewSchema } from './view';

const statistics = v.object({
  count: countSchema,
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

const seriesData = v.object({
  metric: metricNameSchema,
  attributes: shortText,
  times: v.instance(Float64Array),
  values: v.instance(Float64Array),
});

const processRow = v.object({
  key: processKeySchema,
  values: v.custom<ProcessRow['values']>((value) => typeof value === 'object' && value !== null),
});

const statisticsRow = v.object({
  metric: metricNameSchema,
  window: v.exactOptional(statistics),
  run: v.exactOptional(statistics),
});

const monitor = v.object({
  intervalMs: countSchema,
  requestedIntervalMs: countSchema,
  source: v.picklist(['procfs', 'pidusage']),
  slowedBy: v.exactOptional(v.picklist(['sourceMinimum', 'ownCost'])),
  costCores: v.exactOptional(v.number()),
  lastRoundMs: v.exactOptional(timeSchema),
  skippedRounds: countSchema,
  droppedSamples: countSchema,
  stalled: v.boolean(),
});

const charts = listOf(v.picklist(CHARTS.map(({ id }) => id)));

const alertLimit = v.object({
  name: cutText,
  metric: metricNameSchema,
  attributes: v.exactOptional(cutText),
  scope: v.picklist(['tree', 'process']),
  threshold: v.number(),
});

const proportionalMemory = v.object({
  sessionId: shortText,
  timeMs: timeSchema,
  processes: listOf(v.object({ key: processKeySchema, bytes: countSchema })),
  unreadable: listOf(shortText),
});

const hostMessage = v.variant('type', [
  v.object({
    type: v.literal('snapshot'),
    nowMs: timeSchema,
    view: v.exactOptional(viewSchema),
    sessions: listOf(sessionSchema),
    pastRuns: listOf(pastRunOutlineSchema),
    series: listOf(seriesData),
    processes: listOf(processRow),
    statistics: listOf(statisticsRow),
    limits: listOf(alertLimit),
    diagnosis: v.exactOptional(diagnosisSchema),
    monitor,
    charts: v.exactOptional(charts),
    choices: v.exactOptional(panelChoicesSchema),
    momentMs: v.exactOptional(timeSchema),
  }),
  v.object({
    type: v.literal('append'),
    nowMs: timeSchema,
    sessions: v.exactOptional(listOf(sessionSchema)),
    pastRuns: v.exactOptional(listOf(pastRunOutlineSchema)),
    series: listOf(seriesData),
    processes: v.exactOptional(listOf(processRow)),
    statistics: v.exactOptional(listOf(statisticsRow)),
    limits: v.exactOptional(listOf(alertLimit)),
    diagnosis: v.exactOptional(diagnosisSchema),
    monitor: v.exactOptional(monitor),
    charts: v.exactOptional(charts),
    proportionalMemory: v.exactOptional(proportionalMemory),
  }),
  v.object({ type: v.literal('comparison'), comparison: comparisonSchema }),
]);

/** A table of statistics is a few thousand characters. */
const LONGEST_COPY = 100_000;

const webviewMessage = v.variant('type', [
  v.object({ type: v.literal('ready'), view: v.exactOptional(viewSchema) }),
  v.object({ type: v.literal('select'), view: viewSchema }),
  v.object({ type: v.literal('stopMonitoring'), sessionId: shortText }),
  v.object({ type: v.literal('pickProcess'), sessionId: v.exactOptional(shortText) }),
  v.object({ type: v.literal('measurePss'), sessionId: shortText }),
  v.object({ type: v.literal('addMark'), sessionId: shortText }),
  v.object({
    type: v.literal('takeEvidence'),
    sessionId: shortText,
    kind: v.exactOptional(v.picklist(CAPTURE_KINDS)),
    process: v.exactOptional(processKeySchema),
  }),
  v.object({ type: v.literal('openEvidence'), sessionId: shortText, file: shortText }),
  v.object({
    type: v.literal('setInterval'),
    intervalMs: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(60_000)),
  }),
  v.object({ type: v.literal('openSettings') }),
  v.object({ type: v.literal('setCharts'), charts }),
  v.object({ type: v.literal('keepChoices'), choices: panelChoicesSchema }),
  v.object({ type: v.literal('alertAbove'), metric: metricNameSchema }),
  v.object({ type: v.literal('copy'), text: v.pipe(v.string(), v.maxLength(LONGEST_COPY)) }),
  v.object({ type: v.literal('endProcess'), sessionId: shortText, process: processKeySchema }),
  v.object({ type: v.literal('closeComparison') }),
  v.object({ type: v.literal('alignComparison'), mark: v.exactOptional(shortText) }),
  v.object({ type: v.literal('showLog') }),
  v.object({ type: v.literal('failed'), message: shortText }),
]);

/** Checks a message that arrived in the webview. */
export function decodeHostMessage(message: unknown): Decoded<HostMessage> {
  return decode(hostMessage, message);
}

/** Checks a message that arrived from the webview. */
export function decodeWebviewMessage(message: unknown): Decoded<WebviewMessage> {
  return decode(webviewMessage, message);
}

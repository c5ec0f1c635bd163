import * as v from 'valibot';
import { sessionSchema } from '../../shared/sessionSchema';

/** What the field `format` of a document says, by which it is told from any other JSON. */
export const DOCUMENT_FORMAT = 'process-monitor-session';

/** The version that is written. A reader refuses a later one; a field that is only added does not raise it. */
export const DOCUMENT_VERSION = 1;

const text = v.pipe(v.string(), v.maxLength(4_096));
const finite = v.pipe(v.number(), v.finite());
const process = v.custom<`${number}@${number}`>((key) => typeof key === 'string' && PROCESS_KEY.test(key));
const PROCESS_KEY = /^\d{1,10}@\d{1,16}(\.\d{1,6})?$/;

const statistics = v.object({
  count: v.number(),
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

/** One series: its samples as two columns of one length, times strictly increasing. */
const series = v.pipe(
  v.object({
    metric: text,
    attributes: v.record(text, text),
    /** `PID@START` as among the session's processes; absent for the whole tree. */
    process: v.exactOptional(process),
    /** Over the exported span; a counter's are of its rate per second. Absent where there is no point, or no finite figure. */
    statistics: v.exactOptional(statistics),
    timesMs: v.array(finite),
    /** In the metric's base unit, a counter's as it was counted; null for a gap. */
    values: v.array(v.nullable(finite)),
  }),
  v.check(({ timesMs, values }) => timesMs.length === values.length, 'timesMs and values differ in length'),
  v.check(
    ({ timesMs }) => timesMs.every((timeMs, i) => i === 0 || timeMs > (timesMs[i - 1] ?? NaN)),
    'timesMs does not increase',
  ),
);

/** What a metric is, for readers that do not know our catalogue. */
const metric = v.object({
  unit: text,
  instrument: v.picklist(['counter', 'gauge']),
  title: text,
  help: text,
  prometheusName: text,
});

/** A session as a file of JSON. Times are epoch milliseconds. */
export const sessionDocument = v.object({
  format: v.literal(DOCUMENT_FORMAT),
  version: v.literal(DOCUMENT_VERSION),
  exportedAtMs: finite,
  /** The exported span; absent where it is the whole run. */
  fromMs: v.exactOptional(finite),
  toMs: v.exactOptional(finite),
  /** With its processes, pauses, events and alerts. */
  session: sessionSchema,
  /** What is known of the metrics of the series, by their names. */
  metrics: v.record(text, metric),
  series: v.array(series),
});

export type SessionDocument = v.InferOutput<typeof sessionDocument>;
export type DocumentSeries = SessionDocument['series'][number];

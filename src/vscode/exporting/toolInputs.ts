import * as v from 'valibot';
import { METRICS } from '../../shared/metrics';

const session = v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)));
const minutes = v.pipe(v.number(), v.finite(), v.minValue(0));

/** What a language model may ask; it may well make things up. */
export const listInput = v.strictObject({});
export const alertsInput = v.strictObject({ session });
export const metricsInput = v.strictObject({
  session,
  metrics: v.exactOptional(v.pipe(v.array(v.picklist(METRICS.map(({ name }) => name))), v.maxLength(50))),
  pid: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  lastMinutes: v.exactOptional(minutes),
  fromMinute: v.exactOptional(minutes),
  toMinute: v.exactOptional(minutes),
});

export type MetricsInput = v.InferOutput<typeof metricsInput>;

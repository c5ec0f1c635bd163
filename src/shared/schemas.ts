import * as v from 'valibot';
import { METRICS } from './metrics';
import type { ProcessKey } from './sample';

const LONGEST_TEXT = 4096;

/** What messages and records are made of; every text and every list is bounded. */
export const metricNameSchema = v.picklist(METRICS.map((metric) => metric.name));
export const shortText = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
/** What programs and people name, however long: the rest of it is left out, for the sake of everything beside it. */
export const cutText = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, LONGEST_TEXT)),
);
export const processKeySchema = v.custom<ProcessKey>(
  (value) => typeof value === 'string' && /^\d{1,10}@\d{1,16}(\.\d{1,6})?$/.test(value),
);
/** Epoch milliseconds. */
export const timeSchema = v.pipe(v.number(), v.finite());
export const countSchema = v.pipe(v.number(), v.minValue(0));
export const listOf = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(20_000));

import * as v from 'valibot';
import { listOf, shortText, timeSchema } from './schemas';
import type { Quantity } from './units';

const quantity = v.picklist([
  'cores',
  'bytes',
  'bytesPerSecond',
  'seconds',
  'count',
  'perSecond',
  'ratio',
] satisfies readonly Quantity[]);

/** Two or more runs held against each other, as the panel shows them; the first is what the others are compared with. */
export const comparisonSchema = v.object({
  runs: listOf(v.object({ name: shortText, startedAtMs: timeSchema })),
  /** The names of the marks that all runs have. */
  marks: listOf(shortText),
  /** The mark at which they are aligned; absent for their starts. */
  mark: v.exactOptional(shortText),
  rows: listOf(
    v.object({
      title: shortText,
      /** What the first run had. */
      before: shortText,
      /** What each of the others had, in their order, and what that means. */
      others: listOf(
        v.object({
          /** Empty where one of the two was not measured. */
          value: shortText,
          verdict: v.picklist(['more', 'less', 'same', 'unknown']),
          meaning: shortText,
        }),
      ),
    }),
  ),
  charts: listOf(
    v.object({
      title: shortText,
      quantity,
      /** One of each run, in their order: times are milliseconds of active time since the alignment. */
      lines: listOf(v.object({ times: v.instance(Float64Array), values: v.instance(Float64Array) })),
    }),
  ),
});

export type Comparison = v.InferOutput<typeof comparisonSchema>;

import * as v from 'valibot';
import { countSchema, cutText, shortText, timeSchema } from './schemas';

/** A run of an earlier time as the panel's picker lists it; it is read from the disk only when it is chosen. */
export const pastRunOutlineSchema = v.object({
  /** The id of the session under which it opens. */
  sessionId: shortText,
  name: cutText,
  configuration: cutText,
  startedAtMs: timeSchema,
  endedAtMs: timeSchema,
  outcome: v.picklist(['ended', 'crashed', 'lost', 'interrupted']),
  exitCode: v.exactOptional(v.number()),
  peakCpuCores: v.exactOptional(countSchema),
  peakMemoryBytes: v.exactOptional(countSchema),
  /** The commit that was checked out, in full; `isDirty` where files differed from it. */
  commit: v.exactOptional(shortText),
  isDirty: v.exactOptional(v.boolean()),
});

export type PastRunOutline = Readonly<v.InferOutput<typeof pastRunOutlineSchema>>;

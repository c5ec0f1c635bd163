import * as v from 'valibot';
import { CAPTURE_KINDS } from './capture';
import { cutText, processKeySchema, timeSchema } from './schemas';

/** The kinds of trouble that a run can be in, and two that say that there is none to tell of. */
export const VERDICT_KINDS = [
  'notEnoughData',
  'healthy',
  'starved',
  'cpuBound',
  'eventLoopBlocked',
  'gcBound',
  'memoryGrowth',
  'memoryLimit',
  'descriptorLeak',
  'handleLeak',
  'processStorm',
  'waiting',
  'errors',
] as const;

const verdictSchema = v.object({
  kind: v.picklist(VERDICT_KINDS),
  /** `certain` where the evidence leaves no other reading; `likely` where something else could look alike. */
  certainty: v.picklist(['certain', 'likely']),
  /** In a few words: what, and where. */
  title: cutText,
  /** The figures that show it, a sentence each. */
  evidence: v.pipe(v.array(cutText), v.maxLength(10)),
  /** What to look at or to do next; absent where nothing is wrong. */
  advice: v.exactOptional(cutText),
  /** The evidence that would show more, and of which process; absent where none would. */
  capture: v.exactOptional(v.picklist(CAPTURE_KINDS)),
  process: v.exactOptional(processKeySchema),
});

/** What a run suffers from over a span of time, the most telling first; never without a verdict. */
export const diagnosisSchema = v.object({
  fromMs: timeSchema,
  toMs: timeSchema,
  verdicts: v.pipe(v.array(verdictSchema), v.minLength(1), v.maxLength(VERDICT_KINDS.length)),
});

export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** What a run suffers from, with what shows it and what can be done. All texts are for people. */
export type Verdict = Readonly<v.InferOutput<typeof verdictSchema>>;

export type Diagnosis = Readonly<v.InferOutput<typeof diagnosisSchema>>;

import * as v from 'valibot';
import { decode } from './decoded';
import type { ProcessKey, SessionId } from './sample';
import { processKeySchema, shortText, timeSchema } from './schemas';

/** The windows of time that the panel offers, in milliseconds; `all` is the whole run. */
export const WINDOWS_MS = [60_000, 300_000, 900_000, 3_600_000] as const;
export type WindowMs = (typeof WINDOWS_MS)[number] | 'all';

/** A span of time, epoch milliseconds; `toMs` is always greater than `fromMs`. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the panel shows: a session, its tree's total or one process, and a window of time that ends now. */
export interface View {
  readonly sessionId: SessionId;
  readonly process?: ProcessKey;
  readonly window: WindowMs;
  /** A span that a person has chosen, which is shown instead of the window and does not move on with time. */
  readonly range?: TimeRange;
}

const range = v.pipe(
  v.object({ fromMs: timeSchema, toMs: timeSchema }),
  v.check(({ fromMs, toMs }) => fromMs < toMs, 'a range must end after it begins'),
);

/** A view as it arrives from outside. */
export const viewSchema = v.object({
  sessionId: shortText,
  process: v.exactOptional(processKeySchema),
  window: v.picklist([...WINDOWS_MS, 'all']),
  range: v.exactOptional(range),
});

/** Checks a view that was saved earlier, by a version of ours or by nobody knows whom. */
export function decodeView(saved: unknown): View | undefined {
  const decoded = decode(viewSchema, saved);
  return decoded.ok ? decoded.value : undefined;
}

import * as v from 'valibot';
import type { ProcessKey } from '../shared/sample';
import { sessionSchema } from '../shared/sessionSchema';

/** The version of the format that is written; files of a later one are not read. */
export const FORMAT_VERSION = 1;

const text = v.pipe(v.string(), v.maxLength(4_096));

/** What the working tree was at. */
export const gitState = v.object({
  commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{4,64}$/)),
  branch: v.exactOptional(text),
  /** Whether files differed from the commit. */
  isDirty: v.boolean(),
});

/** What a run file says once, at its beginning. */
export const runHeader = v.object({
  format: v.literal(FORMAT_VERSION),
  /** Versions of what wrote the file: of the extension, the editor, the system. */
  versions: v.record(text, text),
  sessionId: text,
  name: text,
  type: text,
  /** The launch configuration, or the name of the session where it has none. */
  configuration: text,
  startedAtMs: v.number(),
  git: v.exactOptional(gitState),
});

/** New entries of the dictionary of series: the number of the first, and the keys of all. */
export const seriesRecord = v.object({
  first: v.pipe(v.number(), v.integer(), v.minValue(0)),
  keys: v.array(
    v.object({
      process: v.exactOptional(v.custom<ProcessKey>((key) => typeof key === 'string' && /^\d+@[\d.]+$/.test(key))),
      metric: text,
      attributes: text,
    }),
  ),
});

const { state, endedAtMs, exitCode, reason, health, processes, pauses, events, alerts } = sessionSchema.entries;

/** What has changed about a session, its series apart. Lists hold what is new or no longer as it was. */
export const changesRecord = v.object({
  status: v.exactOptional(v.object({ state, endedAtMs, exitCode, reason, health })),
  processes: v.exactOptional(processes),
  pauses: v.exactOptional(pauses),
  events: v.exactOptional(events),
  alerts: v.exactOptional(alerts),
});

/** Lines that a program wrote, oldest first. */
export const outputRecord = v.array(text);

export type RunHeader = v.InferOutput<typeof runHeader>;
export type GitState = v.InferOutput<typeof gitState>;
export type SessionChanges = v.InferOutput<typeof changesRecord>;
export type SeriesRecord = v.InferOutput<typeof seriesRecord>;

import * as v from 'valibot';

const signal = v.picklist(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGKILL']);
const pid = v.pipe(v.number(), v.integer(), v.minValue(1));

const order = v.variant('kind', [
  v.object({
    kind: v.literal('start'),
    file: v.string(),
    args: v.array(v.string()),
    cwd: v.string(),
    /** Added to the supervisor's own environment; null removes a variable. */
    env: v.record(v.string(), v.nullable(v.string())),
    /** Whether the program gets a session of its own. In a terminal it must not: it could not be interrupted. */
    isDetached: v.boolean(),
    isVerbatim: v.boolean(),
  }),
  v.object({ kind: v.literal('stop'), signal }),
]);

const report = v.variant('kind', [
  v.object({
    kind: v.literal('started'),
    pid,
    /** How the system tells this program from a later one with the same pid; absent where it has ended, and on Windows. */
    startedAt: v.exactOptional(v.string()),
    groupId: v.exactOptional(pid),
  }),
  v.object({ kind: v.literal('failed'), text: v.string() }),
  v.object({
    kind: v.literal('exited'),
    exitCode: v.exactOptional(v.number()),
    signal: v.exactOptional(v.string()),
  }),
]);

/** What the host asks of a supervisor. */
export type SupervisorOrder = v.InferOutput<typeof order>;
export type StartOrder = Extract<SupervisorOrder, { kind: 'start' }>;

/** What a supervisor tells: the program runs, could not be started, or has ended. */
export type SupervisorReport = v.InferOutput<typeof report>;

/** Undefined for what is no order. */
export function decodeOrder(value: unknown): SupervisorOrder | undefined {
  const parsed = v.safeParse(order, value);
  return parsed.success ? parsed.output : undefined;
}

/** Undefined for what is no report. */
export function decodeReport(value: unknown): SupervisorReport | undefined {
  const parsed = v.safeParse(report, value);
  return parsed.success ? parsed.output : undefined;
}

import * as v from 'valibot';

/**
 * A message of the Debug Adapter Protocol, as far as we read it. Source: Debug Adapter Protocol 1.68,
 * microsoft.github.io/debug-adapter-protocol.
 */
export const dapMessage = v.variant('type', [
  v.object({ type: v.literal('request'), seq: v.number(), command: v.string(), arguments: v.optional(v.unknown()) }),
  v.object({
    type: v.literal('response'),
    command: v.string(),
    request_seq: v.number(),
    success: v.boolean(),
    message: v.optional(v.string()),
    body: v.optional(v.unknown()),
  }),
  v.object({ type: v.literal('event'), event: v.string(), body: v.optional(v.unknown()) }),
]);

type DapMessage = v.InferOutput<typeof dapMessage>;
export type DapRequest = Extract<DapMessage, { type: 'request' }>;
export type DapResponse = Extract<DapMessage, { type: 'response' }>;
export type DapEvent = Extract<DapMessage, { type: 'event' }>;

/** A process id of this machine. */
export const pidNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1));

/** A process id as number or as text. */
export const pidOrText = v.union([
  pidNumber,
  v.pipe(v.string(), v.regex(/^\d{1,10}$/), v.transform(Number), pidNumber),
]);

/** The body of an `output` event. */
export const outputBody = v.object({ category: v.optional(v.string()), output: v.string() });

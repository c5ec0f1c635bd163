import * as v from 'valibot';

/** What a message between editor and adapter means for steps; undefined where it means nothing. */
export type StepMessage =
  /** The program is started: what comes before its first stop begins here. */
  | { readonly kind: 'started' }
  /** The program is let go from where it stood. */
  | { readonly kind: 'resumed' }
  /** The program has stopped. The thread is absent where the adapter does not say. */
  | { readonly kind: 'stopped'; readonly threadId?: number };

const RESUMING = ['continue', 'next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue'] as const;

const request = v.object({ type: v.literal('request'), command: v.string() });
const stopped = v.object({
  type: v.literal('event'),
  event: v.literal('stopped'),
  body: v.optional(v.object({ threadId: v.exactOptional(v.pipe(v.number(), v.integer())) }), {}),
});
const topFrame = v.object({
  stackFrames: v.tupleWithRest(
    [
      v.object({
        line: v.pipe(v.number(), v.integer(), v.minValue(1)),
        source: v.object({ path: v.pipe(v.string(), v.minLength(1)) }),
      }),
    ],
    v.unknown(),
  ),
});

/** Reads a message from the editor to the adapter; it comes from other people's code. */
export function readReceived(message: unknown): StepMessage | undefined {
  const parsed = v.safeParse(request, message);
  if (!parsed.success) return undefined;
  const { command } = parsed.output;
  if (command === 'launch') return { kind: 'started' };
  return RESUMING.some((one) => one === command) ? { kind: 'resumed' } : undefined;
}

/** Reads a message from the adapter to the editor. */
export function readSent(message: unknown): StepMessage | undefined {
  const parsed = v.safeParse(stopped, message);
  return parsed.success ? { kind: 'stopped', ...parsed.output.body } : undefined;
}

/** Where the uppermost frame of a `stackTrace` response stands; undefined where it has no file. */
export function readTopFrame(body: unknown): { readonly path: string; readonly line: number } | undefined {
  const parsed = v.safeParse(topFrame, body);
  if (!parsed.success) return undefined;
  const [{ line, source }] = parsed.output.stackFrames;
  return { path: source.path, line };
}

import * as v from 'valibot';

/**
 * What a program has written, as its debug adapter tells it in a message to the editor; undefined for any other message,
 * and for what the debugger itself says: js-debug repeats the whole command line there, which is never stored.
 */
export function programOutput(message: unknown): string | undefined {
  const parsed = v.safeParse(outputEvent, message);
  return parsed.success ? parsed.output.body.output : undefined;
}

/** Source: Debug Adapter Protocol 1.68, `output`. */
const outputEvent = v.object({
  type: v.literal('event'),
  event: v.literal('output'),
  body: v.object({ category: v.picklist(['stdout', 'stderr']), output: v.string() }),
});

import * as v from 'valibot';

const stopRequest = v.object({
  type: v.literal('request'),
  command: v.picklist(['terminate', 'disconnect']),
  arguments: v.optional(v.object({ restart: v.optional(v.boolean(), false) }), {}),
});
const terminatedEvent = v.object({ type: v.literal('event'), event: v.literal('terminated') });

/**
 * Tells from the conversation of a debug session when a person stops it: not when its program ends by itself, nor when
 * it is stopped in order to be started anew.
 */
export class StopWatch {
  private hasEnded = false;

  /** Whether this message from VS Code to the adapter is a person's wish to stop. */
  isStop(received: unknown): boolean {
    const parsed = v.safeParse(stopRequest, received);
    return parsed.success && !parsed.output.arguments.restart && !this.hasEnded;
  }

  /** Takes a message of the adapter: behind the end of a program VS Code disconnects by itself. */
  sent(message: unknown): void {
    if (v.is(terminatedEvent, message)) this.hasEnded = true;
  }
}

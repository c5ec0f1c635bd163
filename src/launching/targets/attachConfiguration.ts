import * as v from 'valibot';
import { pidOrText } from '../dapMessages';

const attachArguments = v.object({ processId: v.optional(v.unknown()), pid: v.optional(v.unknown()) });

/**
 * The process that an attach configuration names by `processId` or `pid`: a number, or text, which pick commands answer
 * with. Undefined if it names none.
 */
export function attachPid(args: unknown): number | undefined {
  const parsed = v.safeParse(attachArguments, args);
  if (!parsed.success) return undefined;
  for (const given of [parsed.output.processId, parsed.output.pid]) {
    const pid = v.safeParse(pidOrText, given);
    if (pid.success) return pid.output;
  }
  return undefined;
}

import * as v from 'valibot';
import type { DapResponse } from './dapMessages';

/** Nobody reads more. */
const LONGEST = 500;

const errorBody = v.object({
  error: v.object({ format: v.string(), variables: v.optional(v.record(v.string(), v.string()), {}) }),
});

/** Why an adapter refused a request, as it says it to people; empty where it says nothing. Source: `ErrorResponse`. */
export function refusalText({ message = '', body }: DapResponse): string {
  const parsed = v.safeParse(errorBody, body);
  if (!parsed.success) return message.slice(0, LONGEST);
  const { format, variables } = parsed.output.error;
  // Its own names only: a text of an adapter may speak of {constructor}.
  const known = new Map(Object.entries(variables));
  return format.replace(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole).slice(0, LONGEST);
}

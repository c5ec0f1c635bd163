import * as v from 'valibot';

/** A message as decoded, or what is wrong with it in one line. */
export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Checks what arrived against a schema; what the schema does not know is left out. */
export function decode<T>(schema: v.GenericSchema<unknown, T>, message: unknown): Decoded<T> {
  const result = v.safeParse(schema, message, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  return { ok: false, problem: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

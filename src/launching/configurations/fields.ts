import * as v from 'valibot';
import type { CommandLine, ConsoleKind, Translation } from './commandLine';

/** Schemas of what the configurations of several debuggers have in common. */
const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));

export const text = v.exactOptional(v.string());
export const texts = v.optional(v.array(scalar), []);
/** Variables by name; null removes one. */
export const variables = v.record(v.string(), v.nullable(scalar));
export const environment = v.optional(variables, {});
export const consoleKind = v.picklist(['internalConsole', 'integratedTerminal', 'externalTerminal']);
export const processId = v.optional(v.union([v.string(), v.number()]));

/** Decodes the fields that a translation works on; what has another shape is left to its own debugger. */
export function decode<T>(
  schema: v.GenericSchema<unknown, T>,
  configuration: unknown,
  translate: (fields: T) => Translation,
): Translation {
  const parsed = v.safeParse(schema, configuration);
  if (parsed.success) return translate(parsed.output);
  const [issue] = parsed.issues;
  return byDebugger(`"${v.getDotPath(issue) ?? ''}" has a shape that only its debugger understands`);
}

/** The answer for what cannot be said in a command line. */
export function byDebugger(reason: string): Translation {
  return { kind: 'debugger', reason };
}

/** The first of the given fields that is set: what it asks for only a debugger can do. */
export function firstSet(configuration: object, fields: readonly string[]): string | undefined {
  const entries = new Map<string, unknown>(Object.entries(configuration));
  return fields.find((field) => entries.get(field) !== undefined && entries.get(field) !== false);
}

/** What of a command line is the same for all translations. */
export function surroundings(
  fields: { readonly cwd?: string; readonly envFile?: string },
  env: CommandLine['env'],
  console: ConsoleKind,
): Pick<CommandLine, 'cwd' | 'env' | 'envFile' | 'console' | 'stopSignal'> {
  return {
    ...(fields.cwd === undefined || fields.cwd === '' ? {} : { cwd: fields.cwd }),
    env,
    ...(fields.envFile === undefined || fields.envFile === ''
      ? {}
      : { envFile: { path: fields.envFile, isOptional: false } }),
    console,
    stopSignal: 'SIGTERM',
  };
}

import * as v from 'valibot';

/** The variable by which a program and whatever it starts can be told from others. */
const VARIABLE = 'PROCESS_MONITOR_SESSION';

/** Types whose `env` must be left alone. gdb clears the inherited environment when it is given one. */
const UNMARKED_TYPES: ReadonlySet<string> = new Set(['gdb']);
/** Types of the C++ extension: they have a list of names and values. */
const LISTING_TYPES: ReadonlySet<string> = new Set(['cppdbg', 'cppvsdbg']);

/** A debug configuration, or the arguments of a start request, which are the same. */
export type LaunchConfiguration = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly request: string;
};

const variables = v.record(v.string(), v.unknown());
const listedVariable = v.looseObject({ name: v.string(), value: v.unknown() });
const variableList = v.array(listedVariable);

/**
 * A launch configuration whose program gets the marker `id` into its environment. Undefined if it has to stay as it is:
 * an attach, a type or a form of `env` that does not allow it, one that sets the variable itself, and the inner
 * configurations by which js-debug starts its child sessions. The id has to be unguessable: 32 hexadecimal digits.
 */
export function markLaunch(configuration: LaunchConfiguration, id: string): LaunchConfiguration | undefined {
  const { type, request } = configuration;
  if (request !== 'launch' || UNMARKED_TYPES.has(type) || '__pendingTargetId' in configuration) return undefined;
  return LISTING_TYPES.has(type) ? withListed(configuration, id) : withVariable(configuration, id);
}

/** The marker of the program that a start request asks for, as it stands in an environment; undefined if it has none. */
export function markerOf(args: unknown): string | undefined {
  const parsed = v.safeParse(variables, args);
  if (!parsed.success) return undefined;
  const { env, environment } = parsed.output;
  const set = v.safeParse(variables, env);
  const listed = v.safeParse(variableList, environment);
  const value =
    (set.success ? set.output[VARIABLE] : undefined) ??
    (listed.success ? listed.output.find(({ name }) => name === VARIABLE)?.value : undefined);
  // What a person wrote there says nothing about a process.
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) ? `${VARIABLE}=${value}` : undefined;
}

function withVariable(configuration: LaunchConfiguration, id: string): LaunchConfiguration | undefined {
  const given = configuration.env === undefined ? {} : configuration.env;
  if (typeof given !== 'object' || given === null || Array.isArray(given) || VARIABLE in given) return undefined;
  return { ...configuration, env: { ...given, [VARIABLE]: id } };
}

function withListed(configuration: LaunchConfiguration, id: string): LaunchConfiguration | undefined {
  const given = v.safeParse(variableList, configuration.environment ?? []);
  if (!given.success || given.output.some(({ name }) => name === VARIABLE)) return undefined;
  return { ...configuration, environment: [...given.output, { name: VARIABLE, value: id }] };
}

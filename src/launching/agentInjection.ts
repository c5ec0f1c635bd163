import { parseEnv } from 'node:util';
import * as v from 'valibot';
import { AGENT_VARIABLE } from '../shared/agentFrames';
import { OWN_TYPE } from './configurations/translate';
import type { LaunchConfiguration } from './sessionMarker';

/** What a program needs to report to us. */
export interface AgentAccess {
  /** The agent's file, absolute. */
  readonly file: string;
  /** The folder with our socket and token. */
  readonly folder: string;
}

/** What else has a say in the environment of a launched program. */
export interface SurroundingEnvironment {
  /** The text of the configuration's `envFile`; undefined where it has none or it cannot be read. */
  readonly envFile?: string;
  /** `NODE_OPTIONS` of the extension host, which the program inherits unless told otherwise. */
  readonly inherited?: string;
  /** On Windows the case of a variable's name does not matter. */
  readonly platform: string;
}

/** js-debug's types; by the time that configurations are resolved `node` has become `pwa-node`. */
const NODE_TYPES: ReadonlySet<string> = new Set(['node', 'pwa-node']);

/** Bun and Deno take no options of Node's; a packaged Electron program complains about them. */
const NOT_NODE = /(^|[\\/])(bun|bunx|deno|electron|code)(\.exe|\.cmd)?$/i;

/** With Node's permission model on, a file that may not be read would keep the program from starting. */
const RESTRICTED = /^--(experimental-)?permission$/;

const environment = v.record(v.string(), v.unknown());

/** What runs JavaScript by Node, by itself or as a child. */
const RUNS_NODE = /(^|[\\/])(node|nodejs|npm|npx|yarn|pnpm|tsx|ts-node|nodemon)(\.exe|\.cmd)?$|\.[cm]?js$/i;

/** Whether the program of a configuration can take the agent in: a launch, by js-debug or by us, of what is likely to be Node. */
export function takesAgent(configuration: LaunchConfiguration): boolean {
  const { request, runtimeExecutable, runtimeArgs, env } = configuration;
  if (!isForNode(configuration) || request !== 'launch' || '__pendingTargetId' in configuration) return false;
  if (typeof runtimeExecutable === 'string' && NOT_NODE.test(runtimeExecutable)) return false;
  if (Array.isArray(runtimeArgs) && runtimeArgs.some((arg) => typeof arg === 'string' && RESTRICTED.test(arg))) {
    return false;
  }
  const given = v.safeParse(environment, env ?? {});
  return given.success && !Array.isArray(env) && !(AGENT_VARIABLE in given.output);
}

/**
 * The configuration with the agent in its program's environment, beside whatever options the person has for Node: those
 * of `env`, else of `envFile`, else inherited, as js-debug has it. To be called for one that `takesAgent`.
 */
export function withAgent(
  configuration: LaunchConfiguration,
  { file, folder }: AgentAccess,
  surrounding: SurroundingEnvironment,
): LaunchConfiguration {
  const parsed = v.safeParse(environment, configuration.env ?? {});
  const given = parsed.success ? parsed.output : {};
  const { name, value } = find(given, surrounding.platform) ?? { name: OPTIONS, value: outerOptions(surrounding) };
  // Node reads a quoted path like a string of JSON; unquoted, a space would end it.
  const required = `--require ${JSON.stringify(file)}`;
  const options = typeof value === 'string' && value.trim() !== '' ? `${required} ${value}` : required;
  return { ...configuration, env: { ...given, [name]: options, [AGENT_VARIABLE]: folder } };
}

/** Our own type says of which other one it starts a configuration, or names a program of any kind. */
function isForNode({ type, monitoredType, runtimeExecutable, program }: LaunchConfiguration): boolean {
  if (type !== OWN_TYPE) return NODE_TYPES.has(type);
  if (typeof monitoredType === 'string') return NODE_TYPES.has(monitoredType);
  const file = runtimeExecutable ?? program;
  return typeof file === 'string' && RUNS_NODE.test(file);
}

const OPTIONS = 'NODE_OPTIONS';

function outerOptions({ envFile, inherited, platform }: SurroundingEnvironment): unknown {
  const inFile = envFile === undefined ? undefined : find(parseEnv(envFile), platform);
  return inFile === undefined ? inherited : inFile.value;
}

function find(
  variables: Readonly<Record<string, unknown>>,
  platform: string,
): { readonly name: string; readonly value: unknown } | undefined {
  const name = Object.keys(variables).find(
    (key) => key === OPTIONS || (platform === 'win32' && key.toUpperCase() === OPTIONS),
  );
  return name === undefined ? undefined : { name, value: variables[name] };
}

import * as v from 'valibot';
import type { LaunchConfiguration } from './configurations/launchConfiguration';
import { OWN_TYPE, translate } from './configurations/translate';

/** A field of ours in a configuration that VS Code hands through to the session, untouched. */
const FIELD = '__processMonitor';

/** That a person asked for a start to be monitored, and how it is started. */
export interface MonitoredStart {
  /** Unlike that of any other start of the window. */
  readonly id: string;
  /** The name of the launch configuration. */
  readonly name: string;
  /** Why its own debugger starts it; absent where we start it ourselves. */
  readonly reason?: string;
}

const monitoredStart = v.object({ id: v.string(), name: v.string(), reason: v.exactOptional(v.string()) });

/** A configuration made ready to be started, without debugging. */
export type PlannedConfiguration = LaunchConfiguration & { readonly noDebug: true };

/**
 * How a launch configuration is started to be monitored: under our own type where it can be put into a command line,
 * else by its own debugger. Either way everything that VS Code itself acts on (tasks, inputs, variables) stays. The
 * name is another one for our own type: VS Code looks a configuration up by it again when it restarts.
 */
export function planStart(
  configuration: LaunchConfiguration,
  id: string,
  platform: NodeJS.Platform,
): PlannedConfiguration {
  const { name, type } = configuration;
  const translation = translate(configuration, platform);
  if (translation.kind === 'debugger' && type !== OWN_TYPE) {
    return { ...configuration, noDebug: true, [FIELD]: { id, name, reason: translation.reason } };
  }
  return {
    ...configuration,
    name: `Monitor: ${name}`,
    type: OWN_TYPE,
    ...(type === OWN_TYPE ? {} : { monitoredType: type }),
    noDebug: true,
    [FIELD]: { id, name },
  };
}

/** What a person asked for with this configuration; undefined if it was started in the ordinary way. */
export function monitoredStartOf(configuration: Readonly<Record<string, unknown>>): MonitoredStart | undefined {
  const parsed = v.safeParse(monitoredStart, configuration[FIELD]);
  return parsed.success ? parsed.output : undefined;
}

/** The start as an event of the run says it. */
export function startText({ name, reason }: MonitoredStart): string {
  return reason === undefined
    ? `${name} started, without a debugger`
    : `${name} started by its debugger, without breakpoints: ${reason}`;
}

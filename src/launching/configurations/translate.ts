import type { Translation } from './commandLine';
import { byDebugger } from './fields';
import { onPlatform, type LaunchConfiguration } from './launchConfiguration';
import { translateNative } from './translations/native';
import { translateNode } from './translations/node';
import { translateOwn } from './translations/own';
import { translatePython } from './translations/python';

/** The debug type of ours, which starts a program without any debugger. */
export const OWN_TYPE = 'process-monitor';

type Translator = (configuration: LaunchConfiguration, platform: NodeJS.Platform) => Translation;

const TRANSLATORS: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  ['node', translateNode],
  ['pwa-node', translateNode],
  ['debugpy', translatePython],
  ['python', translatePython],
  ['cppdbg', translateNative],
  ['lldb', translateNative],
  ['lldb-dap', translateNative],
  [OWN_TYPE, translateOwn],
]);

/**
 * How a configuration is started without its debugger. Variables may still stand in it; nothing is looked up. What has
 * no exact counterpart in a command line is left to its debugger, with the reason.
 */
export function translate(configuration: LaunchConfiguration, platform: NodeJS.Platform): Translation {
  const translator = TRANSLATORS.get(configuration.type);
  if (translator === undefined) return byDebugger(`type "${configuration.type}" is started by its debugger only`);
  return translator(onPlatform(configuration, platform), platform);
}

import * as v from 'valibot';
import { STOP_SIGNALS, type Translation } from '../commandLine';
import { byDebugger, consoleKind, decode, environment, processId, surroundings, text, texts } from '../fields';
import type { LaunchConfiguration } from '../launchConfiguration';

const launch = v.object({
  program: text,
  args: texts,
  runtimeExecutable: text,
  runtimeArgs: texts,
  cwd: text,
  env: environment,
  envFile: text,
  console: v.optional(consoleKind, 'internalConsole'),
  stopSignal: v.optional(v.picklist(STOP_SIGNALS), 'SIGTERM'),
});

const attach = v.object({ processId });

/** Configurations of our own type: `program args`, or `runtimeExecutable runtimeArgs program args`. */
export function translateOwn(configuration: LaunchConfiguration): Translation {
  if (configuration.request === 'attach') {
    return decode(attach, configuration, (fields) =>
      fields.processId === undefined
        ? byDebugger('"processId" is missing')
        : { kind: 'attach', processId: fields.processId },
    );
  }
  return decode(launch, configuration, (fields) => {
    const { program, runtimeExecutable: runtime } = fields;
    const file = runtime ?? program;
    if (file === undefined) return byDebugger('"program" is missing');
    const rest = runtime === undefined || program === undefined ? fields.args : [program, ...fields.args];
    return {
      kind: 'command',
      command: {
        file,
        fileField: runtime === undefined ? 'program' : 'runtimeExecutable',
        args: runtime === undefined ? rest : [...fields.runtimeArgs, ...rest],
        ...surroundings(fields, fields.env, fields.console),
        stopSignal: fields.stopSignal,
      },
    };
  });
}

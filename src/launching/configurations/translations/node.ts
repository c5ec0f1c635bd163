import * as v from 'valibot';
import type { Translation } from '../commandLine';
import {
  byDebugger,
  consoleKind,
  decode,
  environment,
  firstSet,
  processId,
  surroundings,
  text,
  texts,
} from '../fields';
import type { LaunchConfiguration } from '../launchConfiguration';

const launch = v.object({
  program: text,
  args: texts,
  runtimeExecutable: v.optional(v.nullable(v.string())),
  runtimeArgs: texts,
  cwd: text,
  env: environment,
  envFile: text,
  console: v.optional(consoleKind, 'internalConsole'),
});

const attach = v.object({ processId });

/** With these js-debug chooses another Node, or starts something else than the program. */
const DEBUGGER_ONLY = ['runtimeVersion', 'nodeVersionHint', 'profileStartup'];

const TYPESCRIPT = /\.[cm]?tsx?$/;

/**
 * Node programs (`node`, `pwa-node`): `runtimeExecutable runtimeArgs program args`, the executable `node` where none is
 * named. The fields are those of js-debug.
 */
export function translateNode(configuration: LaunchConfiguration): Translation {
  if (configuration.request === 'attach') {
    return decode(attach, configuration, (fields) =>
      fields.processId === undefined
        ? byDebugger('it attaches to a port')
        : { kind: 'attach', processId: fields.processId },
    );
  }
  const field = firstSet(configuration, DEBUGGER_ONLY);
  if (field !== undefined) return byDebugger(`"${field}" is known to its debugger only`);
  return decode(launch, configuration, (fields) => {
    const { program, args, runtimeArgs } = fields;
    const runtime = fields.runtimeExecutable ?? undefined;
    const isCompiled = program !== undefined && TYPESCRIPT.test(program);
    if (isCompiled && runtime === undefined && runtimeArgs.length === 0) {
      return byDebugger('its debugger finds the JavaScript of a TypeScript program');
    }
    if (program === undefined && runtime === undefined && runtimeArgs.length === 0) {
      return byDebugger('it names neither "program" nor "runtimeExecutable"');
    }
    return {
      kind: 'command',
      command: {
        file: runtime ?? 'node',
        fileField: 'runtimeExecutable',
        args: [...runtimeArgs, ...(program === undefined ? [] : [program]), ...args],
        // Another runtime may give the word a meaning of its own: "npm" with a program named "start".
        ...(program !== undefined && runtime === undefined ? { script: { field: 'program', path: program } } : {}),
        ...surroundings(fields, fields.env, fields.console),
      },
    };
  });
}

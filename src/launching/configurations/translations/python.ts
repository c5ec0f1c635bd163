import * as v from 'valibot';
import type { CommandLine, Translation } from '../commandLine';
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

const interpreter = v.optional(v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]));

const launch = v.object({
  program: text,
  module: text,
  code: v.optional(v.union([v.string(), v.array(v.string())])),
  args: texts,
  python: interpreter,
  pythonPath: interpreter,
  pythonArgs: texts,
  cwd: text,
  env: environment,
  envFile: text,
  console: v.optional(consoleKind, 'integratedTerminal'),
});

const attach = v.object({ processId });

const DEBUGGER_ONLY = ['sudo', 'debugLauncherPath'];

/** The file that the Python extension reads unless told otherwise. */
const DEFAULT_ENV_FILE = '.env';

/**
 * Python programs (`debugpy`, `python`): the interpreter with `pythonArgs`, then a `program`, `-m module` or `-c code`,
 * then `args`. The fields and their defaults are those of debugpy and its extension.
 */
export function translatePython(configuration: LaunchConfiguration, platform: NodeJS.Platform): Translation {
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
    const { program, module, code } = fields;
    const target = targetOf(program, module, typeof code === 'string' ? code : code?.join('\n'));
    if (target === undefined) return byDebugger('it must name one of "program", "module" and "code"');
    const [file = '', ...first] = [fields.python ?? fields.pythonPath ?? defaultInterpreter(platform)].flat();
    return {
      kind: 'command',
      command: {
        file,
        fileField: 'python',
        args: [...first, ...fields.pythonArgs, ...target, ...fields.args],
        ...(program === undefined ? {} : { script: { field: 'program', path: program } }),
        ...surroundings(fields, { ...unbuffered(fields.console), ...fields.env }, fields.console),
        ...(fields.envFile === undefined ? { envFile: { path: DEFAULT_ENV_FILE, isOptional: true } } : {}),
      },
    };
  });
}

function targetOf(program?: string, module?: string, code?: string): readonly string[] | undefined {
  const targets = [
    ...(program === undefined ? [] : [[program]]),
    ...(module === undefined ? [] : [['-m', module]]),
    ...(code === undefined ? [] : [['-c', code]]),
  ];
  return targets.length === 1 ? targets[0] : undefined;
}

/** Into a pipe Python writes late, and in the encoding of the system; the Debug Console wants it now, and in UTF-8. */
function unbuffered(console: CommandLine['console']): CommandLine['env'] {
  return console === 'internalConsole' ? { PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8' } : {};
}

function defaultInterpreter(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'python' : 'python3';
}

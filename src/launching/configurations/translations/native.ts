import * as v from 'valibot';
import type { CommandLine, ConsoleKind, Translation } from '../commandLine';
import { byDebugger, decode, firstSet, processId, surroundings, text, texts, variables } from '../fields';
import type { LaunchConfiguration } from '../launchConfiguration';

const named = v.object({ name: v.string(), value: v.string() });
const assignment = v.pipe(v.string(), v.regex(/^[^=]+=/));

const launch = v.object({
  program: v.string(),
  args: texts,
  cwd: text,
  envFile: text,
  /** cppdbg */
  environment: v.optional(v.array(named), []),
  externalConsole: v.optional(v.boolean(), false),
  /** CodeLLDB takes a table, lldb-dap a list of assignments too. */
  env: v.optional(v.union([v.array(assignment), variables]), {}),
  terminal: v.optional(v.picklist(['console', 'integrated', 'external']), 'integrated'),
  runInTerminal: v.optional(v.boolean(), false),
  console: v.optional(v.picklist(['internalConsole', 'integratedTerminal', 'externalTerminal'])),
});

const attach = v.object({ processId, pid: processId });

/** With these the debugger starts something else, elsewhere, or in another way. */
const DEBUGGER_ONLY = [
  'cargo',
  'coreDumpPath',
  'coreFile',
  'custom',
  'customLaunchSetupCommands',
  'debugServerPath',
  'launchCommands',
  'launchCompleteCommand',
  'miDebuggerServerAddress',
  'pipeTransport',
  'processCreateCommands',
  'stdio',
  'targetCreateCommands',
];

/** Compiled programs (`cppdbg`, CodeLLDB's `lldb`, `lldb-dap`): `program args`. The fields are those of each debugger. */
export function translateNative(configuration: LaunchConfiguration): Translation {
  const field = firstSet(configuration, DEBUGGER_ONLY);
  if (field !== undefined) return byDebugger(`"${field}" is known to its debugger only`);
  if (configuration.request === 'attach') {
    return decode(attach, configuration, (fields) => {
      const id = fields.processId ?? fields.pid;
      return id === undefined ? byDebugger('it waits for a process') : { kind: 'attach', processId: id };
    });
  }
  return decode(launch, configuration, (fields) => ({
    kind: 'command',
    command: {
      file: fields.program,
      fileField: 'program',
      args: fields.args,
      ...surroundings(fields, environmentOf(fields), consoleOf(configuration.type, fields)),
    },
  }));
}

type Fields = v.InferOutput<typeof launch>;

function environmentOf({ environment: list, env }: Fields): CommandLine['env'] {
  if (Array.isArray(env)) {
    return Object.fromEntries(
      env.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    );
  }
  return { ...env, ...Object.fromEntries(list.map(({ name, value }) => [name, value])) };
}

function consoleOf(type: string, fields: Fields): ConsoleKind {
  if (type === 'cppdbg') return fields.externalConsole ? 'externalTerminal' : 'integratedTerminal';
  if (type === 'lldb') return CODELLDB_TERMINALS[fields.terminal];
  return fields.console ?? (fields.runInTerminal ? 'integratedTerminal' : 'internalConsole');
}

const CODELLDB_TERMINALS: Readonly<Record<Fields['terminal'], ConsoleKind>> = {
  console: 'internalConsole',
  integrated: 'integratedTerminal',
  external: 'externalTerminal',
};

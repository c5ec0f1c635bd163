import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { CommandLine } from '../configurations/commandLine';
import { windowsCommand, type SpawnCommand } from './batchFile';
import { fileKind, findExecutable } from './executable';

/** A command of which everything is known to be there. */
export interface PreparedCommand extends SpawnCommand {
  /** Absolute. */
  readonly cwd: string;
  /** Added to the environment in which the program starts; null removes a variable. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly command: CommandLine;
}

/** A field of the configuration that cannot be used: what is wrong with it, and what to do. */
export interface FieldProblem {
  readonly field: string;
  readonly text: string;
}

export type Preparation =
  { readonly kind: 'ready'; readonly prepared: PreparedCommand } | ({ readonly kind: 'problem' } & FieldProblem);

/** Where a command will run. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the workspace, absolute; absent where none is open. */
  readonly folder?: string;
}

/**
 * Looks up everything that a command line names, on this machine: the folder, the executable, the script, the file of
 * variables. Variables (`${...}`) that VS Code did not know are a problem too; in arguments they may be meant so.
 */
export function prepareCommand(command: CommandLine, machine: Machine): Preparation {
  const { script, file, fileField, envFile } = command;
  const unresolved = firstUnresolved({
    [fileField]: file,
    ...(script === undefined ? {} : { [script.field]: script.path }),
    cwd: command.cwd,
    envFile: envFile?.path,
  });
  if (unresolved !== undefined) return unresolved;

  const base = machine.folder ?? (isAbsolute(script?.path ?? file) ? dirname(script?.path ?? file) : homedir());
  const cwd = resolve(base, command.cwd ?? '.');
  if (fileKind(cwd) !== 'folder') return problem('cwd', `there is no folder "${cwd}"`, 'Create it or correct the path');

  const variables = readVariables(envFile, base);
  if ('kind' in variables) return variables;
  const env = { ...variables.values, ...command.env };
  if (script !== undefined && fileKind(resolve(cwd, script.path)) === 'nothing') {
    return problem(script.field, `there is no file "${resolve(cwd, script.path)}"`, 'Build it or correct the path');
  }
  const executable = findExecutable(file, { ...machine, cwd, env: { ...machine.env, ...withoutNull(env) } });
  if (executable.kind === 'missing') return missing(fileField, file);
  if (executable.kind === 'notExecutable') {
    const remedy = `Make it executable, or name the program that runs it as "runtimeExecutable"`;
    return problem(fileField, `"${executable.path}" is not executable`, remedy);
  }
  const interpreter = machine.env.ComSpec ?? 'cmd.exe';
  const spawned =
    machine.platform === 'win32'
      ? windowsCommand(executable.path, command.args, interpreter)
      : { file: executable.path, args: command.args, isVerbatim: false };
  if ('refused' in spawned) {
    const remedy = 'Start the program behind the batch file';
    return problem('args', `"${spawned.refused}" cannot be handed to a batch file safely`, remedy);
  }
  return { kind: 'ready', prepared: { ...spawned, cwd, env, command } };
}

const VARIABLE = /\$\{[^}]*\}/;

function firstUnresolved(fields: Readonly<Record<string, string | undefined>>): Preparation | undefined {
  for (const [field, value] of Object.entries(fields)) {
    const variable = VARIABLE.exec(value ?? '')?.[0];
    if (variable !== undefined) return problem(field, `the variable ${variable} is not known`, 'Correct its name');
  }
  return undefined;
}

function readVariables(
  envFile: CommandLine['envFile'],
  base: string,
): { readonly values: Readonly<Record<string, string>> } | Preparation {
  if (envFile === undefined) return { values: {} };
  const path = resolve(base, envFile.path);
  try {
    const values = Object.entries(parseEnv(readFileSync(path, 'utf8')));
    return { values: Object.fromEntries(values.filter((pair): pair is [string, string] => pair[1] !== undefined)) };
  } catch {
    if (envFile.isOptional) return { values: {} };
    return problem('envFile', `"${path}" cannot be read`, 'Create it or correct the path');
  }
}

function missing(field: string, file: string): Preparation {
  const isName = !/[\\/]/.test(file);
  return isName
    ? problem(field, `no program "${file}" is in the PATH`, 'Install it, or give its whole path')
    : problem(field, `there is no file "${file}"`, 'Build it or correct the path');
}

function problem(field: string, fault: string, remedy: string): Preparation {
  return { kind: 'problem', field, text: `${fault}. ${remedy}.` };
}

function withoutNull(env: Readonly<Record<string, string | null>>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? undefined]));
}

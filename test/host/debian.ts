import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startProcess } from './childProcess';
import type { Scope } from './scope';
import { withTimeLimit } from './suites/timeLimit';

/** Whether Debian packages can be installed here: by root, where there is apt. */
export function mayInstallPackages(env: NodeJS.ProcessEnv): boolean {
  return process.getuid?.() === 0 && onPath(env, 'apt-get') !== undefined;
}

/** Learns which packages there are. Throws with the output when that fails or takes longer than ten minutes. */
export async function readPackageLists(scope: Scope, env: NodeJS.ProcessEnv): Promise<void> {
  await apt(scope, env, ['update']);
}

/** Installs Debian packages, all at once. Throws with the output when that fails or takes longer than ten minutes. */
export async function installPackages(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  packages: readonly string[],
): Promise<void> {
  console.log(`Installing the Debian packages ${packages.join(', ')}`);
  await apt(scope, env, ['install', '--yes', '--no-install-recommends', ...packages]);
}

/** The absolute path of the first executable of that name on the PATH; undefined if there is none. */
export function onPath(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return allOnPath(env, name)[0];
}

/** All executables of that name on the PATH, absolute, in its order. */
export function allOnPath(env: NodeJS.ProcessEnv, name: string): readonly string[] {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter(isExecutable);
}

const LIMIT_MS = 10 * 60_000;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function apt(scope: Scope, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  const command = startProcess(scope, 'apt-get', args, {
    cwd: tmpdir(),
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const code = await withTimeLimit(command.exited, LIMIT_MS);
  await command.stop();
  if (code === 0) return;
  const end = code === undefined ? `took over ${LIMIT_MS / 60_000} minutes` : `ended with ${code}`;
  throw new Error(`apt-get ${args.join(' ')} ${end}.\n${command.output()}`);
}

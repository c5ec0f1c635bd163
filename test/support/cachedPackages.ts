import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npm } from '../host/npm';
import { cacheFolder } from '../host/paths';
import { isWhole, publishFolder } from '../host/publishFolder';
import { withScope } from '../host/scope';

/**
 * The `node_modules` folder with packages from npm, absolute: in the user's cache folder under `name`, installed there
 * once. Rejects with npm's words when they cannot be had.
 */
export async function cachedPackages(
  name: string,
  packages: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const folder = join(cacheFolder(env), name);
  if (!isWhole(folder)) await install(packages, folder, env);
  return join(folder, 'node_modules');
}

async function install(packages: readonly string[], folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await withScope(async (scope) => {
    const working = await mkdtemp(`${folder}.installing-`);
    scope.own(() => rm(working, { recursive: true, force: true }));
    const args = ['install', '--prefix', working, '--no-audit', '--no-fund', ...packages];
    const command = npm(scope, args, { cwd: working, env });
    const code = await command.exited;
    if (code !== 0) {
      throw new Error(`npm could not install ${packages.join(' ')}: it ended with ${code}.\n${command.output()}`);
    }
    await publishFolder(working, folder);
  });
}

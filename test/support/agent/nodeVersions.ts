import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npm } from '../../host/npm';
import { cacheFolder } from '../../host/paths';
import { isWhole, publishFolder } from '../../host/publishFolder';
import { withScope } from '../../host/scope';

/** The path of Node of a major version, from npm, in the user's cache folder; installed there once, in a few seconds. */
export async function nodeOfMajor(major: number, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folder = join(cacheFolder(env), `node-${major}`);
  if (!isWhole(folder)) await install(major, folder, env);
  return join(folder, 'node_modules', 'node', 'bin', 'node');
}

async function install(major: number, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await withScope(async (scope) => {
    const working = await mkdtemp(`${folder}.installing-`);
    scope.own(() => rm(working, { recursive: true, force: true }));
    const args = ['install', '--prefix', working, '--no-audit', '--no-fund', `node@${major}`];
    const command = npm(scope, args, { cwd: working, env });
    const code = await command.exited;
    if (code !== 0) throw new Error(`npm could not install node@${major}: it ended with ${code}.\n${command.output()}`);
    await publishFolder(working, folder);
  });
}

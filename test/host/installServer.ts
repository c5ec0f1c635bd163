import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { ServerInstallation } from './findServer';
import { npm, type NpmOptions } from './npm';
import { cacheFolder } from './paths';
import { isWhole, publishFolder } from './publishFolder';
import type { Scope } from './scope';

const serverVersion = '4.139.1';
const nodeMajor = '24';

/**
 * The VS Code server that npm's package `code-server` carries, installed into the user's cache where it is not there
 * yet (about a minute, needs the npm registry and a C++ compiler). Throws with npm's output when that fails.
 */
export async function ensureServer(scope: Scope, env: NodeJS.ProcessEnv): Promise<ServerInstallation> {
  const folder = join(cacheFolder(env), `vscode-server-${serverVersion}`);
  if (!isWhole(folder)) await install(scope, env, folder);
  return installation(folder);
}

function installation(folder: string): ServerInstallation {
  return {
    node: join(folder, 'node_modules', 'node', 'bin', 'node'),
    main: join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** Works in a folder of its own and renames it, so that two runs at once do not meet. */
async function install(scope: Scope, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  console.log(`Installing the VS Code server ${serverVersion} into ${folder} (once, about a minute)`);
  await mkdir(dirname(folder), { recursive: true });
  const working = await mkdtemp(`${folder}.installing-`);
  scope.own(() => rm(working, { recursive: true, force: true }));
  const vscode = join(working, 'node_modules', 'code-server', 'lib', 'vscode');
  const node = join(working, 'node_modules', 'node', 'bin', 'node');
  const here: NpmOptions = { cwd: working, env };
  const inServer: NpmOptions = {
    cwd: vscode,
    env: { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH ?? ''}` },
    node,
  };

  await run(scope, ['install', '--prefix', working, `node@${nodeMajor}`], here);
  // Without its install script, which compiles modules that need system headers and that nothing here uses.
  await run(scope, ['install', '--prefix', working, '--ignore-scripts', `code-server@${serverVersion}`], here);
  const dependencies = ['install', '--omit=dev', '--ignore-scripts', '--no-package-lock'];
  await run(scope, dependencies, inServer);
  // The built-in extensions have their own: without TypeScript every JavaScript file opens with an error.
  await run(scope, dependencies, { ...inServer, cwd: join(vscode, 'extensions') });
  await run(scope, ['rebuild', '--foreground-scripts', '@vscode/spdlog', '@vscode/native-watchdog'], inServer);

  await publishFolder(working, folder);
}

async function run(scope: Scope, args: readonly string[], options: NpmOptions): Promise<void> {
  const command = npm(scope, [...args, '--no-audit', '--no-fund'], options);
  const code = await command.exited;
  if (code === 0) return;
  throw new Error(
    `Could not install the VS Code server: npm ${args.join(' ')} ended with ${code}. ` +
      `It needs the npm registry (are you offline?), Python and a C++ compiler.\n${command.output()}`,
  );
}

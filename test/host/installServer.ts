import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { startProcess } from './childProcess';
import { cacheFolder } from './paths';
import type { Scope } from './scope';

const serverVersion = '4.139.1';
const nodeMajor = '24';

/**
 * The VS Code server that npm's package `code-server` carries, installed into the user's cache where it is not there
 * yet (about a minute, needs the npm registry and a C++ compiler). Throws with npm's output when that fails.
 */
export async function ensureServer(scope: Scope, env: NodeJS.ProcessEnv): Promise<ServerInstallation> {
  const folder = join(cacheFolder(env), `vscode-server-${serverVersion}`);
  if (!existsSync(join(folder, marker))) await install(scope, env, folder);
  return installation(folder);
}

export interface ServerInstallation {
  /** The Node executable that the server needs, absolute. */
  readonly node: string;
  /** The server's main script, absolute. */
  readonly main: string;
  /** Version of VS Code, such as `1.139.1`. */
  version(): Promise<string>;
}

/** Written last, so a folder that holds it is whole. */
const marker = 'complete';

function installation(folder: string): ServerInstallation {
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  return {
    node: join(folder, 'node_modules', 'node', 'bin', 'node'),
    main: join(vscode, 'out', 'server-main.js'),
    version: async () => {
      const manifest = JSON.parse(await readFile(join(vscode, 'package.json'), 'utf8')) as { readonly version: string };
      return manifest.version;
    },
  };
}

/** Works in a folder of its own and renames it, so that two runs at once do not meet. */
async function install(scope: Scope, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  console.log(`Installing the VS Code server ${serverVersion} into ${folder} (once, about a minute)`);
  await mkdir(dirname(folder), { recursive: true });
  const working = await mkdtemp(`${folder}.installing-`);
  scope.own(() => rm(working, { recursive: true, force: true }));
  const vscode = join(working, 'node_modules', 'code-server', 'lib', 'vscode');
  const withServersNode = {
    ...env,
    PATH: `${join(working, 'node_modules', 'node', 'bin')}${delimiter}${env['PATH'] ?? ''}`,
  };

  await npm(scope, env, working, ['install', '--prefix', working, `node@${nodeMajor}`]);
  // Without its install script, which compiles modules that need system headers and that nothing here uses.
  await npm(scope, env, working, ['install', '--prefix', working, '--ignore-scripts', `code-server@${serverVersion}`]);
  await npm(scope, withServersNode, vscode, ['install', '--omit=dev', '--ignore-scripts', '--no-package-lock']);
  await npm(scope, withServersNode, vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog']);

  await writeFile(join(working, marker), '');
  await publish(working, folder);
}

async function publish(working: string, folder: string): Promise<void> {
  // A folder without the marker is the rest of an older, broken installation.
  if (!existsSync(join(folder, marker))) await rm(folder, { recursive: true, force: true });
  try {
    await rename(working, folder);
  } catch (error) {
    // Another run was first: its installation is as good as ours.
    if (!existsSync(join(folder, marker))) throw error;
  }
}

async function npm(scope: Scope, env: NodeJS.ProcessEnv, cwd: string, args: readonly string[]): Promise<void> {
  const command = startProcess(scope, 'npm', [...args, '--no-audit', '--no-fund'], {
    cwd,
    env: withoutRunningScript(env),
  });
  const code = await command.exited;
  if (code === 0) return;
  throw new Error(
    `Could not install the VS Code server: npm ${args.join(' ')} ended with ${code}. ` +
      `It needs the npm registry (are you offline?), Python and a C++ compiler.\n${command.output()}`,
  );
}

/** The environment without what `npm run` tells its scripts about our own package; an npm below would take it for its own. */
function withoutRunningScript(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const telling = /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_config_prefix$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !telling.test(name)));
}

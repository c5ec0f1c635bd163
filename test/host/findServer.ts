import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { ensureServer } from './installServer';
import { inRepository } from './paths';
import type { Scope } from './scope';

/**
 * A VS Code server: that of the `code-server` on the PATH when it is new enough for this extension, else the one in
 * the user's cache, which is installed when it is not there (see `ensureServer`).
 */
export async function findServer(scope: Scope, env: NodeJS.ProcessEnv): Promise<ServerInstallation> {
  return (await serverOnPath(env)) ?? ensureServer(scope, env);
}

export interface ServerInstallation {
  /** The Node executable that the server needs, absolute. */
  readonly node: string;
  /** The server's main script, absolute. */
  readonly main: string;
}

async function serverOnPath(env: NodeJS.ProcessEnv): Promise<ServerInstallation | undefined> {
  const command = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'code-server'))
    .find((path) => existsSync(path));
  const root = command === undefined ? undefined : packageRoot(dirname(realpathSync(command)));
  if (root === undefined) return undefined;
  const vscode = join(root, 'lib', 'vscode');
  const [version, oldest] = [
    await readVersion(join(vscode, 'package.json'), ({ version }) => version),
    await readVersion(inRepository('package.json'), ({ engines }) => engines?.vscode),
  ];
  if (version < oldest) {
    console.log(`The code-server on the PATH is too old: version 1.${version} of VS Code, needed is 1.${oldest}.`);
    return undefined;
  }
  const ownNode = join(root, 'lib', 'node');
  return { node: existsSync(ownNode) ? ownNode : process.execPath, main: join(vscode, serverMain) };
}

const serverMain = join('out', 'server-main.js');

/** The nearest folder upwards that holds the server of VS Code. */
function packageRoot(folder: string): string | undefined {
  if (existsSync(join(folder, 'lib', 'vscode', serverMain))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : packageRoot(parent);
}

interface Manifest {
  readonly version?: string;
  readonly engines?: { readonly vscode?: string };
}

/** The minor version, as a number: VS Code's major one is 1. 0 when the manifest does not tell. */
async function readVersion(file: string, pick: (manifest: Manifest) => string | undefined): Promise<number> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  return Number(/\d+\.(\d+)/.exec(pick(manifest) ?? '')?.[1] ?? 0);
}

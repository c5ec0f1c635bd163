import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { ensureServer } from './installServer';
import { inRepository } from './paths';
import type { Scope } from './scope';

/**
 * A VS Code server for a person: that of the `code-server` on the PATH when it is new enough for this extension, else
 * the one in the user's cache, which is installed when it is not there. Tests take `ensureServer`, whose version is known.
 */
export async function findServer(scope: Scope, env: NodeJS.ProcessEnv): Promise<ServerInstallation> {
  const command = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'code-server'))
    .find((path) => existsSync(path));
  const root = command === undefined ? undefined : packageRoot(dirname(realpathSync(command)));
  if (root === undefined) return ensureServer(scope, env);
  const unsuitable = await whyUnsuitable(root);
  if (unsuitable === undefined) return { node: nodeOf(root), main: join(root, serverMain) };
  console.log(`The code-server in ${root} is left alone: ${unsuitable}`);
  return ensureServer(scope, env);
}

export interface ServerInstallation {
  /** The Node executable that the server needs, absolute. */
  readonly node: string;
  /** The server's main script, absolute. */
  readonly main: string;
}

const serverMain = join('lib', 'vscode', 'out', 'server-main.js');

/** The nearest folder upwards that holds the server of VS Code. */
function packageRoot(folder: string): string | undefined {
  if (existsSync(join(folder, serverMain))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : packageRoot(parent);
}

/** Packages of code-server bring their Node; one from npm runs on the Node that npm runs on, as we do. */
function nodeOf(root: string): string {
  const own = join(root, 'lib', 'node');
  return existsSync(own) ? own : process.execPath;
}

async function whyUnsuitable(root: string): Promise<string | undefined> {
  const vscode = await readManifest(join(root, 'lib', 'vscode'));
  const own = await readManifest(inRepository());
  const [found, needed] = [minor(vscode.version), minor(own.engines?.vscode)];
  if (found < needed) return `its VS Code is version 1.${found}, this extension needs 1.${needed}.`;
  const { engines } = await readManifest(root);
  const major = process.versions.node.split('.')[0] ?? '';
  if (nodeOf(root) !== process.execPath || engines?.node === undefined || engines.node.includes(major))
    return undefined;
  return `it needs Node ${engines.node}, this is ${process.versions.node}.`;
}

interface Manifest {
  readonly version?: string;
  readonly engines?: { readonly vscode?: string; readonly node?: string };
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** VS Code's major version is 1, so the minor one orders them. 0 when the manifest does not tell. */
function minor(version: string | undefined): number {
  return Number(/\d+\.(\d+)/.exec(version ?? '')?.[1] ?? 0);
}

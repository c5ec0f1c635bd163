import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The repository's root, absolute: the nearest folder above this compiled file that holds `package.json`. */
export const repositoryRoot = findRoot(__dirname);

/** A path inside the repository, absolute. */
export function inRepository(...parts: readonly string[]): string {
  return join(repositoryRoot, ...parts);
}

/** The user's cache folder of this project, absolute; it survives fresh clones and need not exist yet. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'process-monitor');
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the compiled tests.');
  return findRoot(parent);
}

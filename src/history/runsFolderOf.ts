import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The folder with the runs of a workspace, absolute, from the storage that VS Code gave the extension (absolute). VS Code
 * lets one window at a time have the storage `ID/EXTENSION` of a workspace; others, and one that follows a window which
 * has not let go yet, get `ID-1` to `ID-9`. All of them keep their runs in the first, where each finds those of the others.
 */
export function runsFolderOf(storage: string): string {
  const ofWorkspace = dirname(storage);
  const first = /^(.+)-[1-9]$/.exec(basename(ofWorkspace))?.[1];
  const shared = first === undefined ? undefined : join(dirname(ofWorkspace), first);
  const isThere = shared !== undefined && existsSync(shared);
  return join(isThere ? join(shared, basename(storage)) : storage, 'runs');
}

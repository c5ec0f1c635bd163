import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from './scope';

/** A new empty folder, absolute; the scope removes it with all that is in it by then. */
export async function temporaryFolder(scope: Scope, purpose: string): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), `process-monitor-${purpose}-`));
  scope.own(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

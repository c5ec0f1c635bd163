import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from './paths';
import type { Scope } from './scope';
import { temporaryFolder } from './temporary';

/** A fresh copy of a fixture workspace, absolute, so that the repository stays clean; the scope removes it. */
export async function fixtureWorkspace(scope: Scope, name: 'workspace' | 'multiRoot' = 'workspace'): Promise<string> {
  const workspace = join(await temporaryFolder(scope, 'workspace'), name);
  await cp(inRepository('test', 'fixtures', name), workspace, { recursive: true });
  return workspace;
}

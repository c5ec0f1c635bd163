import { readFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { marketplaceReadme } from '../support/marketplaceReadme';
import { inRepository, repositoryRoot } from './paths';
import type { Scope } from './scope';
import { temporaryFolder } from './temporary';

/**
 * Writes the extension as people get it to `packagePath` (a .vsix); `dist/` must be built. The bundles hold all
 * dependencies, and the README is the one for people who install it. Rejects with what the packager warns
 * of, if anything.
 */
export async function packageExtension(scope: Scope, packagePath: string): Promise<void> {
  const folder = join(await temporaryFolder(scope, 'package'), 'extension');
  const files = await listFiles({ cwd: repositoryRoot, packageManager: PackageManager.None });
  for (const file of [...files, '.vscodeignore']) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(inRepository(file), join(folder, file));
  }
  const isPublished = 'repository' in (JSON.parse(await readFile(inRepository('package.json'), 'utf8')) as object);
  const readme = await readFile(inRepository('README.md'), 'utf8');
  await writeFile(join(folder, 'README.md'), marketplaceReadme(readme, isPublished));
  const warnings = await warningsOf(() =>
    createVSIX({
      cwd: folder,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: isPublished,
    }),
  );
  if (warnings.length > 0) throw new Error(`The packager warns: ${warnings.join('\n')}`);
}

/** What is told as a warning or an error while `work` goes on; all else that the packager prints is left out. */
async function warningsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const { log, info, warn, error } = console;
  const warnings: string[] = [];
  console.log = console.info = () => undefined;
  console.warn = console.error = (...told: readonly unknown[]) => void warnings.push(told.join(' '));
  try {
    await work();
  } finally {
    Object.assign(console, { log, info, warn, error });
  }
  return warnings;
}

import { createVSIX } from '@vscode/vsce';
import { join } from 'node:path';
import { startProcess } from './childProcess';
import type { ServerInstallation } from './findServer';
import { repositoryRoot } from './paths';
import type { Scope } from './scope';

/**
 * Packages this extension as people get it and installs it into a folder of extensions, as people do; `dist/` must be
 * built. Throws with the server's output when the server refuses it.
 */
export async function installExtension(scope: Scope, server: ServerInstallation, target: InstallTarget): Promise<void> {
  const vsix = join(target.temporaryFolder, 'process-monitor.vsix');
  await packageExtension(vsix);
  const args = ['--install-extension', vsix, '--extensions-dir', target.extensionsFolder];
  const command = startProcess(
    scope,
    server.node,
    [server.main, ...args, '--server-data-dir', target.dataFolder, '--accept-server-license-terms'],
    { cwd: target.temporaryFolder, env: target.env },
  );
  const code = await command.exited;
  if (code !== 0 || !command.output().includes('successfully installed')) {
    throw new Error(`The VS Code server did not install the extension (${code}).\n${command.output()}`);
  }
}

export interface InstallTarget {
  readonly extensionsFolder: string;
  readonly dataFolder: string;
  /** Where the package is written; whoever calls removes it. */
  readonly temporaryFolder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * With the options of `npm run package`: the bundles hold all dependencies, and there is no public repository that the
 * README's relative links could point to. The packager reports to the console whatever it includes; errors are thrown.
 */
async function packageExtension(packagePath: string): Promise<void> {
  const { log, info } = console;
  console.log = console.info = () => undefined;
  try {
    await createVSIX({
      cwd: repositoryRoot,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
  } finally {
    Object.assign(console, { log, info });
  }
}

import { rmSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from './childProcess';
import type { ServerInstallation } from './findServer';
import { packageExtension } from './packageExtension';
import { type Scope, withScope } from './scope';
import { checkSizes, PACKAGE } from './sizeBudgets';
import { temporaryFolder } from './temporary';

/**
 * The folder of extensions (absolute) into which this extension was packaged as people get it and installed as they do,
 * once in the life of this process; `dist/` must be built. Rejects with the server's output when the server refuses it.
 */
export function installedExtension(server: ServerInstallation, env: NodeJS.ProcessEnv): Promise<string> {
  installed ??= withScope((scope) => install(scope, server, env));
  return installed;
}

let installed: Promise<string> | undefined;

async function install(scope: Scope, server: ServerInstallation, env: NodeJS.ProcessEnv): Promise<string> {
  const extensions = await mkdtemp(join(await realpath(tmpdir()), 'process-monitor-extensions-'));
  process.once('exit', () => {
    rmSync(extensions, { recursive: true, force: true });
  });
  const folder = await temporaryFolder(scope, 'install');
  const vsix = join(folder, 'process-monitor.vsix');
  await packageExtension(scope, vsix);
  checkSizes([{ ...PACKAGE, files: ['process-monitor.vsix'] }], folder);
  const folders = ['--extensions-dir', extensions, '--server-data-dir', join(folder, 'data')];
  const args = ['--install-extension', vsix, ...folders, '--accept-server-license-terms'];
  const command = startProcess(scope, server.node, [server.main, ...args], { cwd: folder, env });
  const code = await command.exited;
  if (code !== 0 || !command.output().includes('successfully installed')) {
    throw new Error(`The VS Code server did not install the extension (${code}).\n${command.output()}`);
  }
  return extensions;
}

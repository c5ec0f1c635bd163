import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HostResult, reportFolderVariable } from '../support/hostReport';
import { startProcess } from './childProcess';
import { copyExtensions } from './copyExtensions';
import type { HostRunOptions } from './extensionHost';
import { repositoryRoot } from './paths';
import { followReport } from './report';
import type { Scope } from './scope';
import { temporaryFolder } from './temporary';

/** Like `runInExtensionHost`, on a desktop VS Code; `executable` is its absolute path. */
export async function runOnDesktop<T>(
  scope: Scope,
  executable: string,
  options: HostRunOptions,
): Promise<readonly HostResult<T>[]> {
  const results: HostResult<T>[] = [];
  for (const workspace of options.workspaces) results.push(await runWindow<T>(scope, executable, workspace, options));
  return results;
}

async function runWindow<T>(
  scope: Scope,
  executable: string,
  workspace: string,
  options: HostRunOptions,
): Promise<HostResult<T>> {
  const folder = await temporaryFolder(scope, 'host');
  const userSettings = join(folder, 'data', 'User');
  await mkdir(userSettings, { recursive: true });
  await writeFile(join(userSettings, 'settings.json'), JSON.stringify(options.settings ?? {}));
  await copyExtensions(options.extensions, join(folder, 'extensions'));
  const editor = startProcess(scope, executable, desktopArguments(folder, workspace, options.module), {
    cwd: folder,
    env: { ...options.env, [reportFolderVariable]: folder },
  });
  const result = await followReport<T>(folder, editor, options);
  await editor.stop();
  return result;
}

function desktopArguments(folder: string, workspace: string, module: string): readonly string[] {
  return [
    workspace,
    `--extensionDevelopmentPath=${repositoryRoot}`,
    `--extensionTestsPath=${module}`,
    ...['--user-data-dir', join(folder, 'data'), '--extensions-dir', join(folder, 'extensions')],
    ...['--disable-workspace-trust', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
    // Root and containers have no user namespaces for Chromium's sandbox.
    ...['--no-sandbox', '--disable-gpu-sandbox'],
  ];
}

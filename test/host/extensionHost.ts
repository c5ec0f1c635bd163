import { join } from 'node:path';
import { type HostResult, reportFolderVariable } from '../support/hostReport';
import { openBrowser } from './chromium';
import { copyExtensions } from './copyExtensions';
import { ensureServer } from './installServer';
import { repositoryRoot } from './paths';
import { type FollowOptions, followReport, forgetReport } from './report';
import type { Scope } from './scope';
import { temporaryFolder } from './temporary';
import { type RunningServer, startServer } from './vscodeServer';

/**
 * Runs a compiled module's `run()` inside a real extension host, with this extension under development in it: a VS
 * Code server, opened by headless Chromium; one window after the other for each workspace. What the module prints comes
 * out through `onOutput`, as it is printed. A hang, a crash of the server or of the page is a `failed` with the reason;
 * rejects only when VS Code or Chromium cannot be had.
 */
export async function runInExtensionHost<T>(scope: Scope, options: HostRunOptions): Promise<readonly HostResult<T>[]> {
  const folder = await temporaryFolder(scope, 'host');
  const extensionsFolder = join(folder, 'extensions');
  await copyExtensions(options.extensions, extensionsFolder);
  const server = await startServer(scope, await ensureServer(scope, options.env), {
    port: 0,
    dataFolder: join(folder, 'data'),
    extensionsFolder,
    env: { ...options.env, [reportFolderVariable]: folder },
    settings: options.settings ?? {},
    smokeTestDriver: true,
  });
  const browser = await openBrowser(scope, options.env);
  const results: HostResult<T>[] = [];
  for (const workspace of options.workspaces) {
    const page = await browser.newPage();
    await page.goto(testAddress(server, workspace, options.module));
    results.push(await followReport<T>(folder, server, options));
    await page.close();
    await forgetReport(folder);
  }
  await browser.close();
  await server.stop();
  return results;
}

export interface HostRunOptions extends FollowOptions {
  /** The compiled CommonJS module whose `run()` is called, absolute; it reports through `reportRun`. */
  readonly module: string;
  /** The folders and `.code-workspace` files that are opened, each in a window of its own, absolute. */
  readonly workspaces: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Folders of extensions that are installed beside the one under development, absolute. */
  readonly extensions: readonly string[];
  /** Settings of the machine. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The authority must be the one of the address bar, or the workbench does not find its own server. */
function testAddress(server: RunningServer, workspace: string, module: string): string {
  const remote = (path: string) => `vscode-remote://localhost:${server.port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(repositoryRoot)],
    ['extensionTestsPath', remote(module)],
    ['skipWelcome', 'true'],
  ];
  return `${server.address(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

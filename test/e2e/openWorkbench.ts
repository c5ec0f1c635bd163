import { randomBytes } from 'node:crypto';
import { startInstalledVscode } from '../host/browserVscode';
import { openBrowser } from '../host/chromium';
import { ensureServer } from '../host/installServer';
import type { Scope } from '../host/scope';
import { Workbench, type ColorTheme } from './workbench';

/**
 * Opens VS Code with this extension installed in headless Chromium and returns once the workspace is shown. The scope
 * ends the browser and the server. Throws with the server's log when the workbench does not come up.
 */
export async function openWorkbench(scope: Scope, options: WorkbenchOptions = {}): Promise<Workbench> {
  const vscode = await startInstalledVscode(scope, {
    installation: await ensureServer(scope, process.env),
    env: process.env,
    port: 0,
    connectionToken: randomBytes(16).toString('hex'),
    asksForTrust: options.isRestricted === true,
    isTranslated: options.isTranslated === true,
    settings: {
      ...options.settings,
      ...(options.colorTheme === undefined ? {} : { 'workbench.colorTheme': options.colorTheme }),
    },
  });
  const browser = await openBrowser(scope, process.env);
  const workbench = new Workbench(await browser.newPage(), vscode);
  await workbench.load();
  return workbench;
}

export interface WorkbenchOptions {
  /** Settings of the machine, in force from the start. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly colorTheme?: ColorTheme;
  /** The workspace is one that nobody has said to be trusted: the window is in restricted mode. */
  readonly isRestricted?: boolean;
  /** The editor speaks the made-up language: texts of ours stand between brackets, its own are in English. */
  readonly isTranslated?: boolean;
}

import { existsSync } from 'node:fs';
import { type BrowserContext, chromium } from 'playwright-core';
import { installPackages, mayInstallPackages, onPath, readPackageLists } from './debian';
import type { Scope } from './scope';
import { temporaryFolder } from './temporary';

/** Opens headless Chromium with a fresh profile; the scope closes it. Finds or installs it first, see `ensureChromium`. */
export async function openBrowser(scope: Scope, env: NodeJS.ProcessEnv): Promise<BrowserContext> {
  const executablePath = await ensureChromium(scope, env);
  const context = await chromium.launchPersistentContext(await temporaryFolder(scope, 'chromium'), {
    executablePath,
    headless: true,
    viewport: { width: 1440, height: 900 },
    // The scope ends the browser; playwright's own handlers would end this process before the server is stopped.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  scope.own(() => context.close());
  return context;
}

/**
 * The executable of a Chromium on this machine: `CHROMIUM_EXECUTABLE`, one on the PATH, or playwright's own. Debian's
 * package is installed where there is none and we may; elsewhere it throws, naming the command to run.
 */
export async function ensureChromium(scope: Scope, env: NodeJS.ProcessEnv): Promise<string> {
  const found = findChromium(env);
  if (found !== undefined) return found;
  if (!mayInstallPackages(env)) {
    const command = onPath(env, 'apt-get')
      ? 'sudo apt-get install --yes chromium'
      : 'npx playwright-core install chromium';
    throw new Error(`No Chromium was found for the end-to-end tests. Install it with: ${command}`);
  }
  await readPackageLists(scope, env);
  await installPackages(scope, env, ['chromium']);
  const installed = findChromium(env);
  if (installed === undefined) throw new Error('The package chromium was installed, but no chromium is on the PATH.');
  return installed;
}

function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.CHROMIUM_EXECUTABLE;
  if (named !== undefined) return named;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = onPath(env, name);
    if (path !== undefined) return path;
  }
  const playwrights = chromium.executablePath();
  return existsSync(playwrights) ? playwrights : undefined;
}

import { mkdirSync } from 'node:fs';
import { openWorkbench } from '../e2e/openWorkbench';
import type { Workbench } from '../e2e/workbench';
import { waitFor } from '../support/waitFor';
import { inRepository } from './paths';
import { withScope } from './scope';

/** Enough for lines that tell something. */
const SAMPLES = 90;

/** The samples after which a moment is marked. */
const MARK_AFTER = 50;

const TIMEOUT_MS = 300_000;

/**
 * `npm run screenshot`: makes the README's pictures from the running extension, in docs/pictures: the panel while it
 * monitors the demo server, and what is told of a program that pegs a core.
 */
async function main(): Promise<void> {
  mkdirSync(inRepository('docs', 'pictures'), { recursive: true });
  await withScope(async (scope) => {
    const workbench = await openWorkbench(scope, {
      colorTheme: 'Default Dark Modern',
      settings: {
        // So few that what lies below them is in the picture.
        'processMonitor.panel.charts': ['cpu', 'memory', 'eventLoop', 'requests'],
        'debug.internalConsoleOptions': 'neverOpen',
      },
    });
    await workbench.page.setViewportSize({ width: 1280, height: 1120 });
    await picturePanel(workbench);
    await pictureAlert(workbench);
  });
}

async function picturePanel(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.pressF5();
  await workbench.statusBarItem(/running/).click();
  await workbench.runCommand('View: Close Primary Side Bar');
  await samplesReach(workbench, MARK_AFTER);
  await workbench.webview().getByRole('button', { name: 'Add Mark' }).click();
  await workbench.answer('load test starts');
  // Away from the buttons, or a tooltip is in the picture.
  await page.mouse.move(640, 1116);
  await samplesReach(workbench, SAMPLES);
  await page.locator('.workbench-hover-container').first().waitFor({ state: 'hidden' });
  await picture(workbench, 'panel');
}

/** Ends with the other program stopped, so that nothing but the fault is in the picture. */
async function pictureAlert(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.stopDebugging();
  await page.setViewportSize({ width: 1280, height: 760 });
  await workbench.startDebugging('Pegs a core');
  await page.mouse.move(640, 755);
  await page
    .locator('.notification-toast')
    .filter({ hasText: /limit 90 %/ })
    .waitFor({ timeout: TIMEOUT_MS });
  const verdict = workbench
    .webview()
    .locator('.verdicts li')
    .filter({ hasText: /^CPU bound/ });
  await verdict.locator('summary').click({ timeout: TIMEOUT_MS });
  await picture(workbench, 'alert');
}

async function picture({ page }: Workbench, name: string): Promise<void> {
  await page.screenshot({ path: inRepository('docs', 'pictures', `${name}.png`) });
}

/** Waits until the first metric of the statistics has so many samples. */
function samplesReach(workbench: Workbench, count: number): Promise<boolean> {
  const samples = workbench.webview().locator('.statistics tbody tr td:last-child').first();
  return waitFor(async () => Number(await samples.innerText()) >= count, {
    timeoutMs: TIMEOUT_MS,
    what: `${count} samples`,
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

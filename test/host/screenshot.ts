import { withScope } from './scope';
import { inRepository } from './paths';
import { openWorkbench } from '../e2e/openWorkbench';
import { waitFor } from '../support/waitFor';

/** Enough for lines that tell something. */
const SAMPLES = 60;

/** The samples after which a moment is marked. */
const MARK_AFTER = 35;

/** `npm run screenshot`: makes the README's picture from the running extension, while it monitors the demo server. */
async function main(): Promise<void> {
  await withScope(async (scope) => {
    const workbench = await openWorkbench(scope, {
      colorTheme: 'Default Dark Modern',
      settings: {
        // So few that what lies below them is in the picture.
        'processMonitor.panel.charts': ['cpu', 'memory', 'eventLoop', 'requests'],
        // A machine that does other things at the same time would make the monitor slow down, and say so.
        'processMonitor.sampling.interval': 2000,
      },
    });
    const { page } = workbench;
    await page.setViewportSize({ width: 1280, height: 1024 });
    await workbench.pressF5();
    await workbench.statusBarItem(/running/).click();
    await workbench.runCommand('View: Hide Panel');
    await workbench.runCommand('View: Close Primary Side Bar');
    const samples = workbench.webview().locator('.statistics tbody tr td:last-child').first();
    const reached = (count: number): Promise<boolean> =>
      waitFor(async () => Number(await samples.innerText()) >= count, {
        timeoutMs: 300_000,
        what: `${count} samples`,
      });
    await reached(MARK_AFTER);
    await workbench.webview().getByRole('button', { name: 'Add Mark' }).click();
    await workbench.answer('load test starts');
    // Away from the buttons, or a tooltip is in the picture.
    await page.mouse.move(640, 1020);
    await reached(SAMPLES);
    await page.locator('.workbench-hover-container').first().waitFor({ state: 'hidden' });
    await page.screenshot({ path: inRepository('media', 'screenshot.png') });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

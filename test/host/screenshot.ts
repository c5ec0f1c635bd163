import { withScope } from './scope';
import { inRepository } from './paths';
import { openWorkbench } from '../e2e/openWorkbench';
import { waitFor } from '../support/waitFor';

const SAMPLES = 80;

/** `npm run screenshot`: makes the README's picture from the running extension, while it monitors the demo server. */
async function main(): Promise<void> {
  await withScope(async (scope) => {
    const workbench = await openWorkbench(scope, { colorTheme: 'Default Dark Modern' });
    await workbench.page.setViewportSize({ width: 1280, height: 960 });
    await workbench.pressF5();
    await workbench.statusBarItem(/running/).click();
    await workbench.runCommand('View: Hide Panel');
    await workbench.runCommand('View: Close Primary Side Bar');
    const samples = workbench.webview().locator('.statistics tbody tr td:last-child').first();
    await waitFor(async () => Number(await samples.innerText()) >= SAMPLES, {
      timeoutMs: 180_000,
      what: `${SAMPLES} samples`,
    });
    // Away from the buttons, or a tooltip is in the picture.
    await workbench.page.mouse.move(640, 955);
    await workbench.page.screenshot({ path: inRepository('media', 'screenshot.png') });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

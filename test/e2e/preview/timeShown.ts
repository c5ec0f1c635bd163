import assert from 'node:assert/strict';
import { waitFor } from '../../support/waitFor';
import { appendOf, NOW_MS } from './data';
import { drawnPictures, requestedViews } from './observations';
import type { PreviewPage } from './previewPage';
import { SCENES } from './scenes';
import type { OpenScene } from './usePreview';

/** The time that the charts show: held, zoomed, moved, and the crosshair in it. */
export function describeTimeShown(open: OpenScene): void {
  it('holds the picture while the view is paused, and jumps to now on resume', async () => {
    const preview = await open(SCENES.busy);
    await preview.page.getByRole('button', { name: 'Pause view' }).click();
    const before = await drawnPictures(preview);
    await preview.send(appendOf(NOW_MS + 1000));
    assert.deepEqual(await drawnPictures(preview), before);
    await preview.page.getByRole('button', { name: 'Follow live' }).click();
    assert.deepEqual((await requestedViews(preview)).at(-1), SCENES.busy.view);
    await preview.send({ ...SCENES.busy, nowMs: NOW_MS + 2000 });
    assert.notEqual((await drawnPictures(preview))[0], before[0]);
  });

  it('zooms into what is drawn with the pointer, asks for finer values, and follows again on a double click', async () => {
    const preview = await open(SCENES.busy);
    const canvas = preview.page.locator('.plot canvas').first();
    const box = await canvas.boundingBox();
    assert.ok(box);
    const y = box.y + box.height / 2;
    await preview.page.mouse.move(box.x + box.width * 0.25, y);
    await preview.page.mouse.down();
    await preview.page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
    await preview.screenshot('zoom-drawing');
    await preview.page.mouse.up();
    await preview.page.getByText(/^14:28:\d\d to 14:29:\d\d, 1 min 1\d s, held$/).waitFor();
    const range = (await requestedViews(preview)).at(-1)?.range;
    assert.ok(range !== undefined && range.toMs - range.fromMs > 70_000 && range.toMs - range.fromMs < 80_000);
    await preview.screenshot('zoomed');
    await preview.page.mouse.wheel(0, -120);
    await waitFor(async () => ((await requestedViews(preview)).at(-1)?.range?.fromMs ?? Infinity) < range.fromMs, {
      timeoutMs: 60_000,
      what: 'an earlier span',
    });
    await canvas.dblclick();
    await preview.page.getByText('14:27:05 to 14:32:05, 5 min 00 s, live').waitFor();
    assert.deepEqual((await requestedViews(preview)).at(-1), SCENES.busy.view);
  });

  it('zooms, moves and follows by the keys, and by buttons', async () => {
    const preview = await open(SCENES.busy);
    const shown = preview.page.locator('.range-text');
    const canvas = preview.page.locator('.plot canvas').first();
    await canvas.press('+');
    await preview.page.getByText('14:29:05 to 14:32:05, 3 min 00 s, held').waitFor();
    await canvas.press('PageUp');
    await preview.page.getByText('14:27:35 to 14:30:35, 3 min 00 s, held').waitFor();
    await canvas.press('Home');
    await canvas.press('Enter');
    for (let step = 0; step < 3; step++) await canvas.press('Shift+ArrowRight');
    await canvas.press('Enter');
    await preview.page.getByText('14:27:35 to 14:28:05, 30 s, held').waitFor();
    await preview.page.getByRole('button', { name: 'Later' }).click();
    await preview.page.getByText('14:27:50 to 14:28:20, 30 s, held').waitFor();
    await preview.page.getByRole('button', { name: 'Zoom out' }).press('Enter');
    await waitFor(async () => (await shown.innerText()).includes(', 50 s, held'), { timeoutMs: 60_000, what: '50 s' });
    await canvas.press('0');
    await waitFor(async () => (await requestedViews(preview)).at(-1)?.range === undefined, {
      timeoutMs: 60_000,
      what: 'the request to follow',
    });
  });

  it('shows the last values of a run that is over, and says so, until a moment is pointed at', async () => {
    const { page } = await open(SCENES.ended);
    const heading = page.locator('.chart-heading').first();
    assert.match(await heading.innerText(), /^CPU\s+last\s+user\s+[\d.]+.%\s+system\s+[\d.]+.%/);
    assert.match((await page.locator('.plot canvas').first().getAttribute('aria-label')) ?? '', /user: last [\d.]+ %/);
    await page.locator('.plot canvas').first().press('Home');
    await heading.locator('.legend-word').waitFor({ state: 'hidden' });
  });

  it('moves the crosshair by arrow keys and says the values there', async () => {
    const preview = await open(SCENES.busy);
    await preview.page.locator('.plot canvas').first().focus();
    await preview.page.keyboard.press('End');
    await hears(preview, 'CPU at 14:32:05: user 27.3 %, system 5.98 %');
    await preview.page.keyboard.press('ArrowLeft');
    await hears(preview, /^CPU at 14:32:04: /);
  });
}

/** Waits until a screen reader would be told this; what is said is drawn with the next frame. */
async function hears({ page }: PreviewPage, text: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
}

import assert from 'node:assert/strict';
import { waitFor } from '../../support/waitFor';
import { appendOf, NOW_MS } from './data';
import { drawnPictures } from './observations';
import type { PreviewPage } from './previewPage';
import { SCENES } from './scenes';
import type { OpenScene } from './usePreview';

/** So high a page that nothing has to be scrolled to. */
const ALL_IN_SIGHT = { height: 2400 };

/** When the panel draws, and what it says to the host on its own. */
export function describePainting(open: OpenScene): void {
  it('speaks first, with the view that it was saved with', async () => {
    const view = { sessionId: 'server', window: 60_000 };
    const preview = await open(SCENES.busy, { saved: { view } });
    assert.deepEqual((await preview.posted())[0], { type: 'ready', view });
  });

  it('comes back where it was scrolled to, with the event that was selected', async () => {
    const first = await open(SCENES.busy);
    await first.page.locator('.event', { hasText: 'load test starts' }).getByRole('button').click();
    const saved = await waitFor(() => first.page.evaluate(savedByPage), {
      timeoutMs: 60_000,
      what: 'the place in the page',
    });
    const { page } = await open(SCENES.busy, { saved });
    await page.locator('.event.selected', { hasText: 'load test starts' }).waitFor();
    assert.equal(await page.evaluate(() => window.scrollY), saved.scrollY);
  });

  it('starts afresh from a corrupt saved state', async () => {
    const preview = await open(SCENES.busy, { saved: { view: 7, selectedEvents: 'all' } });
    assert.deepEqual((await preview.posted())[0], { type: 'ready' });
  });

  it('paints the charts, and paints them anew when a second is added', async () => {
    const preview = await open(SCENES.busy, ALL_IN_SIGHT);
    const before = await drawnPictures(preview);
    await preview.send(appendOf(NOW_MS + 1000));
    const after = await drawnPictures(preview);
    assert.equal(before.length, 6);
    assert.equal(new Set(before).size, 6);
    after.forEach((picture, index) => {
      assert.notEqual(picture, before[index]);
    });
  });

  it('draws only the charts in sight, and the others as soon as a person scrolls to them', async () => {
    const preview = await open(SCENES.busy, { height: 300 });
    const lastPicture = async (): Promise<number | undefined> => (await drawnPictures(preview)).at(-1);
    let nowMs = NOW_MS;
    await waitFor(
      async () => {
        const before = await lastPicture();
        await preview.send(appendOf((nowMs += 1000)));
        return (await lastPicture()) === before;
      },
      { timeoutMs: 5000, what: 'a chart that is not drawn' },
    );
    const before = await lastPicture();
    await preview.page.locator('.plot canvas').last().scrollIntoViewIfNeeded();
    await waitFor(async () => (await lastPicture()) !== before, {
      timeoutMs: 5000,
      what: 'the chart that was scrolled to',
    });
  });

  it('draws nothing while it is hidden, and catches up when it is shown again', async () => {
    const preview = await open(SCENES.busy);
    const before = await drawnPictures(preview);
    await setHidden(preview, true);
    await preview.send(appendOf(NOW_MS + 1000));
    assert.deepEqual(await drawnPictures(preview), before);
    await setHidden(preview, false);
    await waitFor(async () => (await drawnPictures(preview))[0] !== before[0], {
      timeoutMs: 60_000,
      what: 'a new picture',
    });
  });

  it('tells the host of a message that it does not understand, and goes on', async () => {
    const preview = await open(SCENES.busy);
    await preview.page.evaluate(() => {
      window.postMessage({ type: 'append', nowMs: 'soon', series: [] }, '*');
    });
    await waitFor(async () => (await preview.posted()).find((message) => message.type === 'failed'), {
      timeoutMs: 60_000,
      what: 'the message "failed"',
    });
    await preview.send(SCENES.empty);
    await preview.page.getByRole('button', { name: 'Pick Process...' }).click();
    assert.equal((await preview.posted()).at(-1)?.type, 'pickProcess');
  });
}

/** Runs in the page: what it has saved, once that says that it is scrolled. */
function savedByPage(): { readonly scrollY: number } | undefined {
  const { saved } = window as unknown as { saved?: { readonly scrollY: number } };
  return saved !== undefined && saved.scrollY > 0 ? saved : undefined;
}

/** A headless page is never hidden by itself: it is told so as the browser would tell it. */
async function setHidden({ page }: PreviewPage, isHidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

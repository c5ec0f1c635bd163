import assert from 'node:assert/strict';
import type { BrowserContext } from 'playwright-core';
import type { SnapshotMessage, WebviewMessage } from '../../src/shared/protocol';
import type { View } from '../../src/shared/view';
import { openBrowser } from '../host/chromium';
import { Scope } from '../host/scope';
import { waitFor } from '../support/waitFor';
import { pictureOf } from './canvas';
import { violationsOf } from './preview/accessibility';
import { appendOf, applicationSeries, NOW_MS } from './preview/data';
import { openPreview, type PreviewOptions, type PreviewPage } from './preview/previewPage';
import { SCENES, type SceneName } from './preview/scenes';
import { THEMES, type ThemeName } from './preview/themes';

const DARK: PreviewOptions = { theme: 'dark', width: 1280, height: 800 };

/** The pictures that are looked at: each scene once, and the busy one in each theme and width. */
const PICTURES: readonly (readonly [SceneName, PreviewOptions])[] = [
  ...keys(SCENES).map((scene) => [scene, DARK] as const),
  ...keys(THEMES)
    .filter((theme) => theme !== DARK.theme)
    .map((theme) => ['busy', { ...DARK, theme }] as const),
  ...[320, 480, 1800].map((width) => ['busy', { ...DARK, width, height: width === 1800 ? 900 : 800 }] as const),
];

describe('the panel in a page with the policy of a webview', () => {
  const scope = new Scope();
  let browser: BrowserContext;
  let preview: PreviewPage;

  before(async () => {
    browser = await openBrowser(scope, process.env);
  });
  after(() => scope.dispose());
  afterEach(async () => {
    await preview.page.close();
    assert.deepEqual(preview.problems, []);
  });

  async function open(scene: SnapshotMessage, options = DARK): Promise<void> {
    preview = await openPreview(browser, options);
    await preview.send(scene);
  }

  for (const [scene, options] of PICTURES) {
    const { theme, width } = options;
    it(`shows the scene "${scene}" in ${theme} at ${width} px without scrolling sideways`, async () => {
      await open(SCENES[scene], options);
      await preview.screenshot(`${scene}-${theme}-${width}`);
      assert.deepEqual(await preview.posted(), [{ type: 'ready' }]);
      assert.equal((await pictures(preview)).length, SCENES[scene].series.length > 0 ? 6 : 0);
      const overflow = await preview.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
    });
  }

  for (const theme of keys(THEMES)) {
    it(`has nothing that axe finds wrong in ${theme}`, async () => {
      await open(SCENES.busy, { ...DARK, theme });
      assert.deepEqual(await violationsOf(preview.page), []);
      await preview.page.getByRole('button', { name: 'Zoom in' }).click();
      await preview.page
        .getByRole('button', { name: /load test starts/ })
        .first()
        .click();
      assert.deepEqual(await violationsOf(preview.page), []);
      await preview.send(SCENES.empty);
      assert.deepEqual(await violationsOf(preview.page), []);
    });
  }

  it('speaks first, with the view that it was saved with', async () => {
    const view = { sessionId: 'server', window: 60_000 };
    await open(SCENES.busy, { ...DARK, saved: { view } });
    assert.deepEqual((await preview.posted())[0], { type: 'ready', view });
  });

  it('starts afresh from a corrupt saved state', async () => {
    await open(SCENES.busy, { ...DARK, saved: { view: 7, chosenCharts: 'all' } });
    assert.deepEqual((await preview.posted())[0], { type: 'ready' });
  });

  it('paints the charts, and paints them anew when a second is added', async () => {
    await open(SCENES.busy);
    const before = await pictures(preview);
    await preview.send(appendOf(NOW_MS + 1000));
    const after = await pictures(preview);
    assert.equal(before.length, 6);
    assert.equal(new Set(before).size, 6);
    after.forEach((picture, index) => {
      assert.notEqual(picture, before[index]);
    });
  });

  it('draws nothing while it is hidden, and catches up when it is shown again', async () => {
    await open(SCENES.busy);
    const before = await pictures(preview);
    await setHidden(preview, true);
    await preview.send(appendOf(NOW_MS + 1000));
    assert.deepEqual(await pictures(preview), before);
    await setHidden(preview, false);
    await waitFor(async () => (await pictures(preview))[0] !== before[0], { timeoutMs: 5000, what: 'a new picture' });
  });

  it('holds the picture while the view is paused, and jumps to now on resume', async () => {
    await open(SCENES.busy);
    await preview.page.getByRole('button', { name: 'Pause view' }).click();
    const before = await pictures(preview);
    await preview.send(appendOf(NOW_MS + 1000));
    assert.deepEqual(await pictures(preview), before);
    await preview.page.getByRole('button', { name: 'Follow live' }).click();
    assert.deepEqual(views(await preview.posted()).at(-1), SCENES.busy.view);
    await preview.send({ ...SCENES.busy, nowMs: NOW_MS + 2000 });
    assert.notEqual((await pictures(preview))[0], before[0]);
  });

  it('zooms into what is drawn with the pointer, asks for finer values, and follows again on a double click', async () => {
    await open(SCENES.busy);
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
    const range = views(await preview.posted()).at(-1)?.range;
    assert.ok(range !== undefined && range.toMs - range.fromMs > 70_000 && range.toMs - range.fromMs < 80_000);
    await preview.screenshot('zoomed');
    await preview.page.mouse.wheel(0, -120);
    await waitFor(async () => (views(await preview.posted()).at(-1)?.range?.fromMs ?? Infinity) < range.fromMs, {
      timeoutMs: 5_000,
      what: 'an earlier span',
    });
    await canvas.dblclick();
    await preview.page.getByText('14:27:05 to 14:32:05, 5 min 00 s, live').waitFor();
    assert.deepEqual(views(await preview.posted()).at(-1), SCENES.busy.view);
  });

  it('zooms, moves and follows by the keys, and by buttons', async () => {
    await open(SCENES.busy);
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
    await waitFor(async () => (await shown.innerText()).includes(', 50 s, held'), { timeoutMs: 5_000, what: '50 s' });
    await canvas.press('0');
    await waitFor(async () => views(await preview.posted()).at(-1)?.range === undefined, {
      timeoutMs: 5_000,
      what: 'the request to follow',
    });
  });

  it('finds an event by the lane and by the list, and asks the host for a mark', async () => {
    await open(SCENES.busy);
    const { page } = preview;
    await page.getByRole('button', { name: /TypeError/ }).click();
    await page.locator('.event.selected', { hasText: 'TypeError: order is undefined' }).waitFor();
    const row = page.locator('.event', { hasText: 'load test starts' });
    await row.getByRole('button').press('Enter');
    await page
      .locator('.lane')
      .getByRole('button', { name: /load test starts/, pressed: true })
      .waitFor();
    await preview.screenshot('event-selected');
    await page.getByRole('button', { name: 'Add Mark' }).press('Enter');
    assert.deepEqual((await preview.posted()).at(-1), { type: 'addMark', sessionId: 'server' });
  });

  it('shows the charts as a table, by keyboard, and saves that', async () => {
    await open(SCENES.busy);
    const { page } = preview;
    await page.getByRole('button', { name: 'Show as Table' }).press('Enter');
    const table = page.getByRole('region', { name: 'Values' });
    await table.getByRole('columnheader', { name: 'CPU: user' }).waitFor();
    assert.match(await table.locator('tbody tr').first().innerText(), /^14:32:05\s+27.3 %\s+5.98 %/);
    await page.locator('.plot canvas').first().waitFor({ state: 'hidden' });
    await preview.screenshot('as-table');
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Show as Charts' }).click();
    await page.locator('.plot canvas').first().waitFor();
  });

  it('changes the interval and opens the settings of the editor', async () => {
    await open(SCENES.busy);
    await preview.page.getByLabel('Sampling interval').selectOption({ label: 'every 500 ms' });
    await preview.page.getByRole('button', { name: 'Settings' }).press('Enter');
    assert.deepEqual((await preview.posted()).slice(1), [
      { type: 'setInterval', intervalMs: 500 },
      { type: 'openSettings' },
    ]);
  });

  it('sorts and copies the statistics', async () => {
    await open(SCENES.busy);
    const { page } = preview;
    const table = page.getByRole('region', { name: 'Statistics' });
    const first = (): Promise<string> => table.locator('tbody th').first().innerText();
    assert.equal(await first(), 'CPU');
    await table.getByRole('button', { name: 'Max' }).press('Enter');
    assert.equal(await first(), 'Virtual memory');
    assert.equal(await table.getByRole('columnheader', { name: 'Max' }).getAttribute('aria-sort'), 'descending');
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).press('Space');
    const copied = (await preview.posted()).slice(1) as unknown as { type: string; text: string }[];
    assert.deepEqual(
      copied.map(({ type, text }) => [type, text.split('\n', 1)[0]?.slice(0, 12)]),
      [
        ['copy', '| Metric | N'],
        ['copy', 'Metric\tUnit\t'],
      ],
    );
  });

  it('sorts the processes by a value, and asks the host to end one', async () => {
    await open(SCENES.manyProcesses);
    const { page } = preview;
    const table = page.getByRole('region', { name: 'Processes' });
    await table.getByRole('button', { name: 'PID' }).click();
    assert.equal(await table.locator('tbody td').first().innerText(), '50038');
    await table.getByRole('button', { name: 'End node worker.js 39 (50038)' }).press('Enter');
    const { startTimeMs } = SCENES.manyProcesses.sessions[0]?.processes.at(-1) ?? { startTimeMs: 0 };
    assert.deepEqual((await preview.posted()).slice(1), [
      { type: 'endProcess', sessionId: 'server', process: `50038@${startTimeMs}` },
    ]);
  });

  it('repaints the charts in the colours of another theme', async () => {
    await open(SCENES.busy);
    const before = await pictures(preview);
    await preview.setTheme('highContrastLight');
    assert.notEqual((await pictures(preview))[0], before[0]);
  });

  it('shows names that look like markup as text', async () => {
    await open(SCENES.hostile);
    await preview.page.getByText('<img src=x onerror=alert(1)>').waitFor();
    assert.equal(await preview.page.locator('#app img, #app script, #app b').count(), 0);
  });

  it('moves the crosshair by arrow keys and says the values there', async () => {
    await open(SCENES.busy);
    await preview.page.locator('.plot canvas').first().focus();
    await preview.page.keyboard.press('End');
    await hears(preview, 'CPU at 14:32:05: user 27.3 %, system 5.98 %');
    await preview.page.keyboard.press('ArrowLeft');
    await hears(preview, /^CPU at 14:32:04: /);
  });

  it('hides and shows a chart by its tile, and saves the choice', async () => {
    await open(SCENES.busy);
    const tile = preview.page.getByRole('button', { name: /^Page faults/ });
    await tile.click();
    await preview.page.getByRole('heading', { name: 'Page faults' }).waitFor();
    assert.equal(await tile.getAttribute('aria-pressed'), 'true');
    const saved = await preview.page.evaluate(() => JSON.stringify((window as unknown as { saved: unknown }).saved));
    assert.match(saved, /"faults"/);
    await tile.press('Space');
    await preview.page.getByRole('heading', { name: 'Page faults' }).waitFor({ state: 'detached' });
  });

  it('draws one of the values that a program names, as a person chooses', async () => {
    const told = applicationSeries({ 'orders.queue': 700, 'cache.entries': 2400, 'jobs.failed': 3 });
    await open({ ...SCENES.busy, series: [...SCENES.busy.series, ...told] });
    const chart = preview.page.locator('.chart', {
      has: preview.page.getByRole('heading', { name: 'Application values' }),
    });
    assert.equal(await chart.locator('.legend li').count(), 3);
    await chart.getByRole('combobox').selectOption('orders.queue');
    await waitFor(async () => (await chart.locator('.legend li').count()) === 1, {
      timeoutMs: 5_000,
      what: 'one line',
    });
    await preview.screenshot('application-one-name');
    await chart.getByRole('combobox').selectOption('All');
    await waitFor(async () => (await chart.locator('.legend li').count()) === 3, {
      timeoutMs: 5_000,
      what: 'all lines',
    });
    await preview.screenshot('application-all-names');
  });

  it('asks for one process when its row is pressed, and for the tree when it is pressed again', async () => {
    await open(SCENES.busy);
    const worker = preview.page.getByRole('button', { name: 'node worker.js', exact: true });
    await worker.click();
    await worker.click();
    const asked = (await preview.posted()).slice(1).map((message) => JSON.stringify(message));
    assert.deepEqual(asked, [
      `{"type":"select","view":{"sessionId":"server","window":300000,"process":"${SCENES.busy.processes[1]?.key}"}}`,
      '{"type":"select","view":{"sessionId":"server","window":300000}}',
    ]);
  });

  it('asks for another window and another session', async () => {
    await open(SCENES.busy);
    await preview.page.getByLabel('Time window').selectOption({ label: '1 min' });
    await preview.page.getByLabel('Run').selectOption({ label: 'Web client (pwa-chrome)' });
    const asked = (await preview.posted()).slice(1).map((message) => JSON.stringify(message));
    assert.deepEqual(asked, [
      '{"type":"select","view":{"sessionId":"server","window":60000}}',
      '{"type":"select","view":{"sessionId":"web","window":60000}}',
    ]);
  });

  it('tells the host of a message that it does not understand, and goes on', async () => {
    await open(SCENES.busy);
    await preview.page.evaluate(() => {
      window.postMessage({ type: 'append', nowMs: 'soon', series: [] }, '*');
    });
    await waitFor(async () => (await preview.posted()).find((message) => message.type === 'failed'), {
      timeoutMs: 5000,
      what: 'the message "failed"',
    });
    await preview.send(SCENES.empty);
    await preview.page.getByRole('button', { name: 'Pick Process...' }).click();
    assert.equal((await preview.posted()).at(-1)?.type, 'pickProcess');
  });
});

/** The charts as they are painted, one number each; empty where there are none. */
async function pictures({ page }: PreviewPage): Promise<readonly number[]> {
  return Promise.all((await page.locator('.plot canvas').all()).map(pictureOf));
}

/** Waits until a screen reader would be told this; what is said is drawn with the next frame. */
async function hears({ page }: PreviewPage, text: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
}

/** A headless page is never hidden by itself: it is told so as the browser would tell it. */
async function setHidden({ page }: PreviewPage, isHidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

function keys<K extends SceneName | ThemeName>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

type SelectMessage = Extract<WebviewMessage, { readonly type: 'select' }>;

/** The views that the panel has asked for, in order. */
function views(posted: readonly { readonly type: string }[]): readonly View[] {
  return posted.filter((message): message is SelectMessage => message.type === 'select').map(({ view }) => view);
}

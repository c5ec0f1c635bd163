import assert from 'node:assert/strict';
import type { SnapshotMessage } from '../../../src/shared/protocol';
import { violationsOf } from './accessibility';
import { numberControls, coveredControls, focusedControl } from './controls';
import { SCENES } from './scenes';
import { pseudoTexts, textsOf, untranslated } from './textsOfPage';
import type { OpenScene } from './usePreview';

/** The panel for everyone: by keyboard or mouse alone, zoomed, without motion, in any language, with any names. */
export function describeEveryone(open: OpenScene): void {
  it('has every control in the order of the Tab key, with a name and a focus that can be seen', async () => {
    const { page } = await open(SCENES.busy);
    const count = await page.evaluate(numberControls);
    assert.ok(count > 40, `${count} controls`);
    for (let index = 0; index < count; index++) {
      await page.keyboard.press('Tab');
      const { name, ...focused } = await page.evaluate(focusedControl);
      assert.deepEqual(focused, { index, isVisible: true }, `after ${index + 1} times Tab: ${name}`);
      assert.notEqual(name, '', `control ${index}`);
    }
  });

  it('has no control that anything covers: each can be clicked', async () => {
    const { page } = await open(SCENES.busy);
    await page.evaluate(numberControls);
    assert.deepEqual(await page.evaluate(coveredControls), []);
  });

  it('can be read at a zoom of 200 %, without scrolling sideways', async () => {
    // At twice the size, a window of 1280 by 800 has room for half as many pixels of CSS.
    const preview = await open(SCENES.busy, { width: 640, height: 400 });
    assert.deepEqual(await violationsOf(preview.page), []);
    assert.equal(await overflowOf(preview), 0);
    await preview.screenshot('zoom-200');
  });

  it('moves nothing for people who want no motion', async () => {
    const { page } = await open(SCENES.busy);
    const moving = (): Promise<number> =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationName } = getComputedStyle(element);
            return !/^0s(?:, 0s)*$/.test(transitionDuration) || animationName !== 'none';
          }).length,
      );
    assert.notEqual(await moving(), 0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await moving(), 0);
    await page.emulateMedia({ reducedMotion: null });
    await page.evaluate(() => {
      document.body.classList.add('vscode-reduce-motion');
    });
    assert.equal(await moving(), 0);
  });

  it('says everything in the language of the editor', async () => {
    const texts = pseudoTexts();
    assert.deepEqual(untranslated(['⟦of ⟦Memory⟧⟧: 12 MB', 'Memory of ⟦run⟧'], []), ['Memory of ⟦run⟧']);
    for (const scene of ['busy', 'oneProcess', 'ended', 'lost', 'stalled', 'slowed', 'paused', 'empty'] as const) {
      const preview = await open(SCENES[scene], { texts });
      assert.deepEqual(untranslated(await textsOf(preview.page), namesIn(SCENES[scene])), [], scene);
      if (scene === 'busy') await preview.screenshot('pseudo-locale');
    }
  });

  it('shows whatever programs and people call things as text, wherever it stands', async () => {
    const preview = await open(SCENES.hostile);
    const { page } = preview;
    await page.locator('.process-name', { hasText: '<img src=x onerror=alert(1)>' }).waitFor();
    assert.equal(await page.locator('#app img, #app script, #app b, #app i').count(), 0);
    const texts = await textsOf(page);
    // What turns the direction of writing or controls a terminal is replaced; what nobody would read is cut.
    assert.deepEqual(
      texts.filter((text) => /[\p{Cc}\p{Cf}]/u.test(text)),
      [],
    );
    assert.deepEqual(
      texts.filter((text) => text.length > 1000).map((text) => text.slice(0, 100)),
      [],
    );
    assert.equal(await overflowOf(preview), 0);
    assert.deepEqual((await preview.posted()).slice(1), []);
  });

  it('lists a thousand processes, and goes on', async () => {
    const { page } = await open(SCENES.thousandProcesses);
    const rows = page.locator('.process');
    assert.equal(await rows.count(), 1000);
    await rows.last().scrollIntoViewIfNeeded();
    assert.match(await rows.last().innerText(), /worker\.js 999/);
    await page.getByRole('region', { name: 'Processes' }).getByRole('button', { name: 'PID' }).click();
    await page.locator('th[aria-sort=descending]', { hasText: 'PID' }).waitFor();
    assert.match(await rows.first().innerText(), /worker\.js 999/);
  });
}

/** Pixels by which the page is wider than its window; 0 where it is not. */
function overflowOf({ page }: Awaited<ReturnType<OpenScene>>): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** What is in a scene that is the program's own, and not translated. */
function namesIn({ sessions, pastRuns, monitor, diagnosis }: SnapshotMessage): readonly string[] {
  return [
    ...sessions.flatMap(({ name, type, reason, processes, events, alerts }) => [
      name,
      type,
      reason ?? '',
      ...processes.map((process) => process.name),
      ...events.map(({ text }) => text),
      ...alerts.map(({ message }) => message),
    ]),
    ...pastRuns.flatMap(({ name, configuration, commit }) => [name, configuration, commit?.slice(0, 8) ?? '']),
    monitor.source,
    ...textsWithin(diagnosis),
  ];
}

/** All texts in a value, however deep. */
function textsWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : [];
}

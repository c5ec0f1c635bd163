import assert from 'node:assert/strict';
import { violationsOf } from './accessibility';
import { drawnPictures } from './observations';
import type { PreviewOptions } from './previewPage';
import { SCENES, type SceneName } from './scenes';
import { THEMES, type ThemeName } from './themes';
import { DARK, type OpenScene } from './usePreview';

/** The pictures that are looked at: each scene once, and the busy one in each theme and width. */
const PICTURES: readonly (readonly [SceneName, PreviewOptions])[] = [
  ...keys(SCENES).map((scene) => [scene, DARK] as const),
  ...keys(THEMES)
    .filter((theme) => theme !== DARK.theme)
    .map((theme) => ['busy', { ...DARK, theme }] as const),
  ...[320, 480, 1800].map((width) => ['busy', { ...DARK, width, height: width === 1800 ? 900 : 800 }] as const),
];

/** Every scene in every theme and width, to be looked at; and what is seen in all of them. */
export function describePictures(open: OpenScene): void {
  for (const [scene, options] of PICTURES) {
    const { theme, width } = options;
    it(`shows the scene "${scene}" in ${theme} at ${width} px without scrolling sideways`, async () => {
      const preview = await open(SCENES[scene], options);
      await preview.screenshot(`${scene}-${theme}-${width}`);
      assert.deepEqual(await preview.posted(), [{ type: 'ready' }]);
      assert.equal(
        (await drawnPictures(preview)).length,
        SCENES[scene].series.length > 0 ? (scene === 'hostile' ? 7 : 6) : 0,
      );
      const overflow = await preview.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
    });
  }

  for (const theme of keys(THEMES)) {
    it(`has nothing that axe finds wrong in ${theme}`, async () => {
      const preview = await open(SCENES.busy, { theme });
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

  it('repaints the charts in the colours of another theme', async () => {
    const preview = await open(SCENES.busy);
    const before = await drawnPictures(preview);
    await preview.setTheme('highContrastLight');
    assert.notEqual((await drawnPictures(preview))[0], before[0]);
  });
}

function keys<K extends SceneName | ThemeName>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}

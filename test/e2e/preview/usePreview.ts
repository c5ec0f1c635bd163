import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { SnapshotMessage } from '../../../src/shared/protocol';
import { openBrowser } from '../../host/chromium';
import { Scope } from '../../host/scope';
import { openPreview, type PreviewOptions, type PreviewPage } from './previewPage';

/** What a preview is like where a test does not care. */
export const DARK: PreviewOptions = { theme: 'dark', width: 1280, height: 800 };

/** Opens the panel afresh and shows a scene. */
export type OpenScene = (scene: SnapshotMessage, options?: Partial<PreviewOptions>) => Promise<PreviewPage>;

/**
 * One page for all tests of a `describe`, which each of them loads anew: that takes a fraction of the time that a new
 * one would. No test may leave an error in the page.
 */
export function usePreview(): OpenScene {
  const scope = new Scope();
  let page: Page | undefined;
  let preview: PreviewPage | undefined;
  before(async () => {
    page = await (await openBrowser(scope, process.env)).newPage();
  });
  after(() => scope.dispose());
  afterEach(() => {
    assert.deepEqual(preview?.problems ?? [], []);
  });
  return async (scene, options = {}) => {
    if (page === undefined) throw new Error('The preview is there only while a test runs.');
    // Whatever the pointer is over from the test before would be hovered.
    await page.mouse.move(0, 0);
    preview = await openPreview(page, { ...DARK, ...options });
    await preview.send(scene);
    return preview;
  };
}

import type { WebviewMessage } from '../../../src/shared/protocol';
import type { View } from '../../../src/shared/view';
import { pictureOf } from '../canvas';
import type { PreviewPage } from './previewPage';

/** The charts as they are painted, one number each; empty where there are none. */
export async function drawnPictures({ page }: PreviewPage): Promise<readonly number[]> {
  return Promise.all((await page.locator('.plot canvas').all()).map(pictureOf));
}

/** The views that the panel has asked for so far, in order. */
export async function requestedViews(preview: PreviewPage): Promise<readonly View[]> {
  const posted = await preview.posted();
  return posted.filter((message): message is SelectMessage => message.type === 'select').map(({ view }) => view);
}

type SelectMessage = Extract<WebviewMessage, { readonly type: 'select' }>;

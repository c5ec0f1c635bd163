import type { WebviewMessage } from '../src/shared/protocol';
import { button, element } from './dom';
import { icon } from './icons';
import type { PanelState } from './state';
import { t } from './l10n';

/** The button that marks this moment of the run that is shown; the host asks for a name. */
export function createMarkButton(
  post: (message: WebviewMessage) => void,
  state: () => PanelState | undefined,
): HTMLButtonElement {
  const addMark = (): void => {
    const sessionId = state()?.view?.sessionId;
    if (sessionId !== undefined) post({ type: 'addMark', sessionId });
  };
  const attributes = { title: t('Mark this moment, so that it is found again in the charts and in the kept run') };
  return button({ class: 'button', attributes }, addMark, icon('flag'), element('span', { text: t('Add Mark') }));
}

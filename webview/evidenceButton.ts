import type { WebviewMessage } from '../src/shared/protocol';
import { button, element } from './dom';
import { icon } from './icons';
import type { PanelState } from './state';
import { t } from './l10n';

/** The button that takes evidence of the run that is shown, or opens what was taken; the host asks which. */
export function createEvidenceButton(
  post: (message: WebviewMessage) => void,
  state: () => PanelState | undefined,
): HTMLButtonElement {
  const ask = (): void => {
    const view = state()?.view;
    if (view === undefined) return;
    const { sessionId, process } = view;
    post({ type: 'takeEvidence', sessionId, ...(process === undefined ? {} : { process }) });
  };
  const attributes = { title: t('Record a profile, take a snapshot of the heap, or see threads and open files') };
  return button({ class: 'button', attributes }, ask, icon('evidence'), element('span', { text: t('Take Evidence') }));
}

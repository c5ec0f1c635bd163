import type { WebviewMessage } from '../src/shared/protocol';
import { localClockText } from './clockText';
import type { Component } from './component';
import { button, element, setAttribute, setShown, setText } from './dom';
import { icon, setIcon } from './icons';
import { noticeOf, type Notice } from './noticeText';
import { t } from './l10n';

/** The line that says how things stand when they are not as usual, with the one thing that can be done about it. */
export function createNotice(post: (message: WebviewMessage) => void): Component {
  let action: (() => void) | undefined;
  const shape = icon('info');
  const text = element('p', { class: 'notice-text' });
  const act = button({ class: 'button button-primary' }, () => action?.());
  const box = element('div', { class: 'notice' }, shape, text, act);
  return {
    element: box,
    update(state) {
      const notice = noticeOf(state, localClockText);
      setShown(box, notice !== undefined);
      if (notice === undefined) return;
      setAttribute(box, 'data-tone', notice.tone);
      box.classList.toggle('notice-alone', state.live.series.size === 0);
      setIcon(shape, notice.tone === 'info' ? 'info' : 'warning');
      setText(text, notice.text);
      setText(act, actionText(notice.action));
      setShown(act, notice.action !== undefined);
      const sessionId = state.view?.sessionId;
      action = () => {
        if (notice.action === 'showLog') post({ type: 'showLog' });
        else post({ type: 'pickProcess', ...(sessionId !== undefined && { sessionId }) });
      };
    },
  };
}

function actionText(action: Notice['action']): string {
  switch (action) {
    case undefined:
      return '';
    case 'pickProcess':
      return t('Pick Process...');
    case 'showLog':
      return t('Show Log');
  }
}

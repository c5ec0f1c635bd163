import type { WebviewMessage } from '../src/shared/protocol';
import type { Component } from './component';
import { button, element, setShown } from './dom';
import { icon } from './icons';
import { createPicker } from './picker';
import { t } from './l10n';

/** The intervals that are offered, milliseconds; the settings take any other as well. */
const INTERVALS_MS = [250, 500, 1000, 2000, 5000, 10_000] as const;

/** How often is sampled, and the way to all settings; both are VS Code's own settings, which the host writes. */
export function createIntervalPicker(post: (message: WebviewMessage) => void): Component {
  const picker = createPicker(t('Sampling interval'), (value) => {
    post({ type: 'setInterval', intervalMs: Number(value) });
  });
  const settings = button(
    { class: 'icon-button', attributes: { 'aria-label': t('Settings'), title: t('Settings: interval, alert rules') } },
    () => {
      post({ type: 'openSettings' });
    },
    icon('settings'),
  );
  return {
    element: element('div', { class: 'header-group interval' }, picker.element, settings),
    update({ monitor }) {
      setShown(picker.element, monitor !== undefined);
      if (monitor === undefined) return;
      const { requestedIntervalMs } = monitor;
      const offered = [...new Set([...INTERVALS_MS, requestedIntervalMs])].sort((one, other) => one - other);
      picker.update(
        offered.map((intervalMs) => ({ value: String(intervalMs), text: t('every {0}', intervalText(intervalMs)) })),
        String(requestedIntervalMs),
      );
    },
  };
}

function intervalText(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

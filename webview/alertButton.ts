import type { ChartId } from '../src/shared/metrics';
import type { WebviewMessage } from '../src/shared/protocol';
import { headlineMetric } from './chartModel';
import { chartTitle } from './chartTitle';
import { button } from './dom';
import { icon } from './icons';
import { t } from './l10n';

/** The button that sets a threshold for what a chart is about: the host asks for the value and writes the rule. */
export function createAlertButton(chart: ChartId, post: (message: WebviewMessage) => void): HTMLButtonElement {
  const title = t('Alert above a value of {0}...', chartTitle(chart));
  return button(
    { class: 'icon-button chart-action', attributes: { 'aria-label': title, title } },
    () => {
      post({ type: 'alertAbove', metric: headlineMetric(chart) });
    },
    icon('bell'),
  );
}

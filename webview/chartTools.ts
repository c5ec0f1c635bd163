import type { ChartId } from '../src/shared/metrics';
import type { WebviewMessage } from '../src/shared/protocol';
import { captureFor } from '../src/shared/captureFor';
import { createAlertButton } from './alertButton';
import { captureText } from './captureText';
import { headlineMetric } from './chartModel';
import { button, element } from './dom';
import { icon } from './icons';
import type { PanelState } from './state';

/** The buttons at the end of a chart's heading: evidence of what it shows, where there is any, and a threshold for it. */
export function createChartTools(
  chart: ChartId,
  post: (message: WebviewMessage) => void,
  state: () => PanelState | undefined,
): HTMLElement {
  const tools = element('span', { class: 'chart-tools' });
  const kind = captureFor(headlineMetric(chart));
  if (kind !== undefined) {
    const title = captureText(kind);
    const take = (): void => {
      const view = state()?.view;
      if (view === undefined) return;
      const { sessionId, process } = view;
      post({ type: 'takeEvidence', sessionId, kind, ...(process === undefined ? {} : { process }) });
    };
    const attributes = { 'aria-label': title, title };
    tools.append(button({ class: 'icon-button chart-action', attributes }, take, icon('evidence')));
  }
  tools.append(createAlertButton(chart, post));
  return tools;
}

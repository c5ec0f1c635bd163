import type { ChartControl } from './chartView';
import { button, setShown } from './dom';
import { selectedSession, type PanelState } from './state';
import { t } from './l10n';

/** The button that has the proportional memory measured: once, because it costs milliseconds for each process. */
export function createPssButton(onMeasure: () => void): ChartControl {
  const title = t('Shared pages are divided among those that share them. Takes some milliseconds for each process.');
  const element = button({ class: 'link', text: t('Measure proportional memory'), attributes: { title } }, onMeasure);
  return {
    element,
    update({ canMeasurePss: isPossible }) {
      setShown(element, isPossible);
    },
  };
}

/** Whether it can be measured: the program lives, and is read from procfs. */
export function canMeasurePss(state: PanelState): boolean {
  const session = selectedSession(state);
  return session !== undefined && session.endedAtMs === undefined && state.monitor?.source === 'procfs';
}

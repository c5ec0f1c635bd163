import { CHARTS, type ChartId } from '../src/shared/metrics';
import { t } from './l10n';

/** The title of a chart, in the language of the editor. */
export function chartTitle(chart: ChartId): string {
  return t(CHARTS.find(({ id }) => id === chart)?.title ?? chart);
}

import { DRAWN } from '../../../src/monitoring/drawnSeries';
import { METRICS, metricOf, type ChartId } from '../../../src/shared/metrics';
import type { SeriesData } from '../../../src/shared/protocol';
import { attributesOf } from '../../../src/shared/sample';
import { chartLines, measuredCharts } from '../../../webview/chartModel';
import { seriesKey } from '../../../webview/series';
import { noise } from '../../e2e/preview/noise';

/** Three values that the program names, for each metric that is drawn by name. */
const NAMED = METRICS.filter(({ name }) => metricOf(name).chart?.draw === 'attributes').flatMap(({ name: metric }) =>
  ['orders', 'payments', 'sessions'].map((name) => ({ metric, attributes: attributesOf({ name }) })),
);

/** What tells each series that the panel can draw. */
export const CHARTED: readonly Pick<SeriesData, 'metric' | 'attributes'>[] = [...DRAWN, ...NAMED];

/** So many seconds of noise in every series that the panel can draw, one value a second up to a moment. */
export function chartedSeconds(seconds: number, nowMs: number): readonly SeriesData[] {
  return CHARTED.map(({ metric, attributes }, seed) => {
    const random = noise(seed + nowMs / 1000);
    return {
      metric,
      attributes,
      times: Float64Array.from({ length: seconds }, (_, index) => nowMs - (seconds - 1 - index) * 1000),
      values: Float64Array.from({ length: seconds }, random),
    };
  });
}

/** The charts with the most lines, in the order of the catalogue, each with how many it has. */
export function largestCharts(series: readonly SeriesData[], count: number): ReadonlyMap<ChartId, number> {
  const byKey = new Map(series.map((one) => [seriesKey(one.metric, one.attributes), one]));
  const all = measuredCharts(byKey).map((id) => [id, chartLines(id, byKey).length] as const);
  const largest = new Set(all.toSorted(([, one], [, other]) => other - one).slice(0, count));
  return new Map(all.filter((chart) => largest.has(chart)));
}

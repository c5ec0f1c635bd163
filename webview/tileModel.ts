import { metricOf, type ChartId, type MetricName } from '../src/shared/metrics';
import type { Session } from '../src/shared/state';
import { formatValue, type FormattedValue } from '../src/shared/units';
import { chosenName, headlineOf, measuredCharts, type Headline } from './chartModel';
import { extentOf, lastKnownValue, latestValue, type Series } from './series';
import { selectedSession, type Frame, type PanelState } from './state';
import type { TimeRange } from './timeRange';
import { trendOf, type Trend } from './trend';

/**
 * What a tile's value is when it is not the present one: the mean of a span that was chosen, the highest of a run that
 * is over, the last before a pause.
 */
export type Qualifier = 'peak' | 'last' | 'mean';

/** One tile: the value of a chart's headline. */
export interface Tile {
  readonly chart: ChartId;
  readonly headline: Headline;
  readonly value: FormattedValue;
  /** Of a percentile: which one, `p99`. */
  readonly percentile?: string;
  /** Absent for the present value. */
  readonly qualifier?: Qualifier;
  readonly isChosen: boolean;
  /** Which way the values went over the time shown; absent where there are too few. */
  readonly trend?: Trend;
}

/** A tile for each chart that is measured, in the order of the catalogue; `range` is the time shown. */
export function tilesOf(state: PanelState, range: TimeRange): readonly Tile[] {
  const frame = state.live;
  const qualifier = state.view?.range === undefined ? qualifierOf(selectedSession(state)) : 'mean';
  return measuredCharts(frame.series).map((chart) => {
    const headline = headlineOf(chart, frame.series, chosenName(chart, state.choices.chosenNames, frame.series));
    const value = formatValue(valueOf(headline, frame, qualifier), headline.quantity);
    const isChosen = state.chosenCharts.includes(chart);
    const { quantile } = metricOf(headline.metric);
    const trend = headline.series === undefined ? undefined : trendOf(headline.series, range);
    return {
      chart,
      headline,
      value,
      isChosen,
      ...(quantile !== undefined && { percentile: `p${Number(quantile) * 100}` }),
      ...(qualifier !== undefined && { qualifier }),
      ...(trend !== undefined && { trend }),
    };
  });
}

function qualifierOf(session: Session | undefined): Qualifier | undefined {
  if (session?.endedAtMs !== undefined) return 'peak';
  return session?.state === 'paused' ? 'last' : undefined;
}

function valueOf({ metric, series }: Headline, frame: Frame, qualifier: Qualifier | undefined): number | undefined {
  switch (qualifier) {
    case undefined:
      return latestValue(series);
    case 'mean':
      if (series !== undefined && series.attributes !== '') return undefined;
      return frame.statistics.find((row) => row.metric === metric)?.window?.mean;
    case 'last':
      return lastKnownValue(series);
    case 'peak':
      return runMaximum(metric, frame, series);
  }
}

/** The highest value of the run; of what has no row among the statistics (the machine, what a program names) of what is there. */
function runMaximum(metric: MetricName, { statistics }: Frame, series: Series | undefined): number | undefined {
  const isOfRow = series === undefined || series.attributes === '';
  const maximum = isOfRow ? statistics.find((row) => row.metric === metric)?.run?.max : undefined;
  return maximum ?? (series === undefined ? undefined : extentOf(series, -Infinity, Infinity)?.max);
}

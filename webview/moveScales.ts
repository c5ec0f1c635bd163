import type { Chart } from 'chart.js';
import type { TimeRange } from './timeRange';

/**
 * Lets the scales of a chart go over other times and values, to be seen when the chart is drawn next. Chart.js would do
 * the same in an update, which also resolves all options and lays everything out anew: half the time of a redraw, for
 * a picture in which nothing but the bounds has moved.
 */
export function moveScales(chart: Chart<'columnLine', never[]>, range: TimeRange, maximum: number): void {
  moveScale(chart, 'x', range.fromMs, range.toMs);
  moveScale(chart, 'y', 0, maximum);
}

function moveScale(chart: Chart<'columnLine', never[]>, id: 'x' | 'y', min: number, max: number): void {
  // For Chart.js's own updates, as after a change of size. Not `chart.options`: that is a view of the configuration as
  // it was at the last update.
  const options = chart.config.options?.scales?.[id];
  if (options !== undefined) Object.assign(options, { min, max });
  const scale = chart.scales[id];
  if (scale === undefined) return;
  scale.min = min;
  scale.max = max;
  scale.configure();
}

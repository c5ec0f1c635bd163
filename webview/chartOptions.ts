import type { ChartOptions, Scale } from 'chart.js';
import { TIME_LABELS_PX, VALUE_LABEL_PX } from './axisLabels';
import { localOffsetMs } from './clockText';
import type { Theme } from './theme';
import { timeTicks } from './timeTicks';
import { valueTicks } from './valueAxis';

/** Room that the text of one time tick needs, pixels. */
const TICK_WIDTH_PX = 90;

/** The options of a chart: linear axes with ticks of our own, whose labels `axisLabels` writes. */
export function chartOptions(theme: Theme): ChartOptions<'columnLine'> {
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    // Pointer and keys are handled by chartInput: Chart.js would look for the nearest of points that it does not have.
    events: [],
    layout: { autoPadding: false, padding: { top: VALUE_LABEL_PX, bottom: TIME_LABELS_PX } },
    scales: {
      x: {
        type: 'linear',
        grid: { display: false },
        border: { color: theme.axis },
        ticks: { display: false, callback: () => '' },
        afterTickToLabelConversion: setTimeTicks,
      },
      y: {
        type: 'linear',
        min: 0,
        grid: { color: theme.grid, drawTicks: false },
        border: { display: false },
        ticks: { display: false, callback: () => '' },
        afterBuildTicks: (scale) => {
          scale.ticks = valueTicks(scale.max).map((value) => ({ value }));
        },
      },
    },
    plugins: { decimation: { enabled: false } },
  };
}

function setTimeTicks(scale: Scale): void {
  const range = { fromMs: scale.min, toMs: scale.max };
  const count = Math.floor(scale.chart.width / TICK_WIDTH_PX);
  scale.ticks = timeTicks(range, count, localOffsetMs(scale.max)).map(({ value, label }) => ({ value, label }));
}

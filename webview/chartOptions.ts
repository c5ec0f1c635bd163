import type { ChartOptions, Scale } from 'chart.js';
import { formatText, type Quantity } from '../src/shared/units';
import { localOffsetMs } from './clockText';
import type { Theme } from './theme';
import { timeTicks } from './timeTicks';
import { valueTicks } from './valueAxis';

/** Room that the text of one time tick needs, pixels. */
const TICK_WIDTH_PX = 90;

/**
 * The options of one chart. Both axes are linear with ticks of our own; labels of values stand inside the plot, so that
 * all plots are equally wide and their time axes lie under each other.
 */
export function chartOptions(theme: Theme, quantity: Quantity): ChartOptions<'columnLine'> {
  const font = { family: theme.fontFamily, size: 11 };
  const grid = { color: theme.grid, drawTicks: false };
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    // Pointer and keys are handled by chartInput: Chart.js would look for the nearest of points that it does not have.
    events: [],
    layout: { autoPadding: false, padding: { top: 14 } },
    scales: {
      x: {
        type: 'linear',
        grid: { ...grid, display: false },
        border: { color: theme.axis },
        ticks: { font, color: theme.muted, maxRotation: 0, align: 'inner', autoSkip: false, callback: tickLabel },
        afterBuildTicks: setTimeTicks,
        afterFit: (scale) => {
          Object.assign(scale, { paddingLeft: 0, paddingRight: 0 });
        },
      },
      y: {
        type: 'linear',
        position: 'right',
        min: 0,
        grid,
        border: { display: false },
        ticks: {
          font,
          color: theme.muted,
          mirror: true,
          align: 'end',
          // Counted from the right edge: into the plot.
          padding: -4,
          z: 1,
          callback: (value) => (value === 0 ? '' : formatText(Number(value), quantity)),
        },
        afterBuildTicks: (scale) => {
          scale.ticks = valueTicks(scale.max).map((value) => ({ value }));
        },
        afterFit: (scale) => {
          scale.width = 0;
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

function tickLabel(this: Scale, _value: number | string, index: number): string {
  const label = this.ticks[index]?.label;
  return typeof label === 'string' ? label : '';
}

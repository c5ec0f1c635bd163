import type { Chart, Plugin } from 'chart.js';
import { formatText, type Quantity } from '../src/shared/units';
import type { Theme } from './theme';
import type { TimeTick } from './timeTicks';
import type { TimeRange } from './timeRange';
import { valueTicks } from './valueAxis';

/** Height of the strip under the plot that holds the labels of time, pixels. */
export const TIME_LABELS_PX = 20;

/** Height of the strip over the plot into which the label of the highest value reaches, pixels. */
export const VALUE_LABEL_PX = 14;

const INSET_PX = 4;

/** Width of the rim in the colour of the ground around a label inside the plot. */
const HALO_PX = 3;

/** Room that the text of one time tick needs, pixels. */
const TICK_WIDTH_PX = 90;

/** What the axes are drawn with. */
export interface AxesStyle {
  readonly quantity: Quantity;
  theme(): Theme;
  /** The ticks of time, at most so many. */
  readonly ticks: (range: TimeRange, maxTicks: number) => readonly TimeTick[];
}

/**
 * Draws both axes: of time under the plot, of values as faint lines whose labels stand inside at the right, so that all
 * plots are equally wide. Chart.js's own axes would be laid out and their labels measured at every update, which takes
 * longer than drawing the lines.
 */
export function chartAxes(style: AxesStyle): Plugin<'columnLine'> {
  return {
    id: 'chartAxes',
    beforeDatasetsDraw(chart) {
      const { grid, axis } = style.theme();
      const { ctx, chartArea, scales } = chart;
      for (const value of valueTicks(scales.y?.max ?? 0)) {
        ctx.fillStyle = value === 0 ? axis : grid;
        ctx.fillRect(chartArea.left, Math.round(scales.y?.getPixelForValue(value) ?? 0), chartArea.width, 1);
      }
    },
    afterDatasetsDraw(chart) {
      const { fontFamily, muted, background } = style.theme();
      // Nothing is restored afterwards: to set the font that is set already costs nothing, to parse it again does.
      chart.ctx.font = `11px ${fontFamily}`;
      chart.ctx.fillStyle = muted;
      chart.ctx.strokeStyle = background;
      writeTimes(chart, style);
      writeValues(chart, style.quantity);
    },
  };
}

function writeTimes({ ctx, chartArea, scales, width }: Chart, { ticks }: AxesStyle): void {
  const { x: scale } = scales;
  if (scale === undefined) return;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  for (const { value, label } of ticks({ fromMs: scale.min, toMs: scale.max }, Math.floor(width / TICK_WIDTH_PX))) {
    const x = scale.getPixelForValue(value);
    const isAtEdge = x - chartArea.left < TICK_WIDTH_PX / 2 || chartArea.right - x < TICK_WIDTH_PX / 2;
    // A label at an edge moves inwards rather than being cut.
    const half = isAtEdge ? ctx.measureText(label).width / 2 : 0;
    const within = Math.min(Math.max(x, chartArea.left + half), chartArea.right - half);
    ctx.fillText(label, within, chartArea.bottom + TIME_LABELS_PX / 2);
  }
}

function writeValues({ ctx, chartArea, scales }: Chart, quantity: Quantity): void {
  ctx.textBaseline = 'bottom';
  ctx.textAlign = 'right';
  for (const value of valueTicks(scales.y?.max ?? 0)) {
    // Zero is the axis of time itself.
    if (value === 0) continue;
    const y = (scales.y?.getPixelForValue(value) ?? 0) - 1;
    const text = formatText(value, quantity);
    // What is drawn behind a label must not make it hard to read.
    ctx.lineWidth = HALO_PX;
    ctx.lineJoin = 'round';
    ctx.strokeText(text, chartArea.right - INSET_PX, y);
    ctx.fillText(text, chartArea.right - INSET_PX, y);
  }
}

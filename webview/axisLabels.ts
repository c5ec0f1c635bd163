import type { Chart, Plugin } from 'chart.js';
import { formatText, type Quantity } from '../src/shared/units';
import type { Theme } from './theme';

/** Height of the strip under the plot that holds the labels of time, pixels. */
export const TIME_LABELS_PX = 20;

/** Height of the strip over the plot into which the label of the highest value reaches, pixels. */
export const VALUE_LABEL_PX = 14;

const INSET_PX = 4;

/**
 * Writes the labels of both axes: of time under the plot, of values inside it at the right, so that all plots are
 * equally wide. Chart.js would measure every label at every update, which took a third of the time of a redraw.
 */
export function axisLabels(theme: () => Theme, quantity: Quantity): Plugin<'columnLine'> {
  return {
    id: 'axisLabels',
    afterDatasetsDraw(chart) {
      const { fontFamily, muted } = theme();
      // Nothing is restored afterwards: to set the font that is set already costs nothing, to parse it again does.
      chart.ctx.font = `11px ${fontFamily}`;
      chart.ctx.fillStyle = muted;
      writeTimes(chart);
      writeValues(chart, quantity);
    },
  };
}

function writeTimes({ ctx, chartArea, scales }: Chart): void {
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  for (const tick of scales.x?.ticks ?? []) {
    const text = typeof tick.label === 'string' ? tick.label : '';
    const half = ctx.measureText(text).width / 2;
    const x = scales.x?.getPixelForValue(tick.value) ?? 0;
    // A label at an edge moves inwards rather than being cut.
    const within = Math.min(Math.max(x, chartArea.left + half), chartArea.right - half);
    ctx.fillText(text, within, chartArea.bottom + TIME_LABELS_PX / 2);
  }
}

function writeValues({ ctx, chartArea, scales }: Chart, quantity: Quantity): void {
  ctx.textBaseline = 'bottom';
  ctx.textAlign = 'right';
  for (const { value } of scales.y?.ticks ?? []) {
    // Zero is the axis of time itself.
    if (value === 0) continue;
    const y = scales.y?.getPixelForValue(value) ?? 0;
    ctx.fillText(formatText(value, quantity), chartArea.right - INSET_PX, y - 1);
  }
}

import type { Chart, Plugin } from 'chart.js';
import type { Pause } from '../src/shared/state';
import { localClockText } from './clockText';
import type { Draft } from './state';
import type { Theme } from './theme';

/** What is drawn over and under the lines of a chart. */
export interface Overlay {
  readonly theme: Theme;
  readonly pauses: readonly Pause[];
  /** Where the crosshair stands, epoch milliseconds; the same in all charts. */
  readonly cursorMs: number | undefined;
  /** The values of the lines there, in the order of the lines; absent where a line has none. */
  readonly cursorValues: readonly (number | undefined)[];
  /** The span that is being drawn. */
  readonly draft: Draft | undefined;
}

/** Opacity of the shade of a span; high contrast themes know no soft tints, there the edges alone must do. */
const SHADE = 0.09;

/** Draws the spans in which the debugger held the program, under the lines. */
export function pauseSpans(overlay: () => Overlay): Plugin<'columnLine'> {
  return {
    id: 'pauseSpans',
    beforeDatasetsDraw(chart) {
      const { theme, pauses } = overlay();
      for (const pause of pauses) drawSpan(chart, theme.foreground, theme.isHighContrast, pause);
    },
  };
}

/** Draws the crosshair, its dots on the lines and its time on the axis, over the lines. */
export function crosshair(overlay: () => Overlay): Plugin<'columnLine'> {
  return {
    id: 'crosshair',
    afterDraw(chart) {
      const { theme, cursorMs, cursorValues } = overlay();
      const x = cursorMs === undefined ? undefined : chart.scales.x?.getPixelForValue(cursorMs);
      const { left, right } = chart.chartArea;
      if (cursorMs === undefined || x === undefined || x < left || x > right) return;
      chart.ctx.save();
      drawRule(chart, theme, x);
      drawDots(chart, theme, x, cursorValues);
      drawTimeTag(chart, theme, x, localClockText(cursorMs));
      chart.ctx.restore();
    },
  };
}

/** Draws the span that would be zoomed into, over the lines. */
export function draftSpan(overlay: () => Overlay): Plugin<'columnLine'> {
  return {
    id: 'draftSpan',
    afterDatasetsDraw(chart) {
      const { theme, draft } = overlay();
      if (draft === undefined) return;
      const fromMs = Math.min(draft.anchorMs, draft.headMs);
      drawSpan(chart, theme.lines.blue, theme.isHighContrast, { fromMs, toMs: Math.max(draft.anchorMs, draft.headMs) });
    },
  };
}

function drawSpan(chart: Chart, colour: string, isHighContrast: boolean, span: Pause): void {
  const scale = chart.scales.x;
  if (scale === undefined || span.fromMs > scale.max || (span.toMs ?? scale.max) < scale.min) return;
  const { ctx, chartArea } = chart;
  const left = Math.max(chartArea.left, scale.getPixelForValue(span.fromMs));
  const right = Math.min(chartArea.right, scale.getPixelForValue(span.toMs ?? scale.max));
  ctx.save();
  ctx.fillStyle = colour;
  ctx.globalAlpha = SHADE;
  ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
  ctx.globalAlpha = isHighContrast ? 1 : 0.3;
  for (const edge of [left, right]) ctx.fillRect(Math.round(edge), chartArea.top, 1, chartArea.height);
  ctx.restore();
}

function drawRule(chart: Chart, theme: Theme, x: number): void {
  const { ctx, chartArea } = chart;
  ctx.strokeStyle = theme.foreground;
  ctx.globalAlpha = theme.isHighContrast ? 1 : 0.6;
  ctx.lineWidth = 1;
  ctx.setLineDash([3, 3]);
  ctx.beginPath();
  ctx.moveTo(Math.round(x) + 0.5, chartArea.top);
  ctx.lineTo(Math.round(x) + 0.5, chartArea.bottom);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function drawDots(chart: Chart, theme: Theme, x: number, values: readonly (number | undefined)[]): void {
  const { ctx } = chart;
  chart.data.datasets.forEach((dataset, index) => {
    const value = values[index];
    const y = value === undefined ? undefined : chart.scales.y?.getPixelForValue(value);
    if (y === undefined || typeof dataset.borderColor !== 'string') return;
    ctx.beginPath();
    ctx.arc(x, y, 3.5, 0, 2 * Math.PI);
    ctx.fillStyle = dataset.borderColor;
    ctx.fill();
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  });
}

function drawTimeTag(chart: Chart, theme: Theme, x: number, text: string): void {
  const { ctx, chartArea } = chart;
  ctx.font = `11px ${theme.fontFamily}`;
  const width = ctx.measureText(text).width + 8;
  const left = Math.min(Math.max(x - width / 2, chartArea.left), chartArea.right - width);
  ctx.fillStyle = theme.foreground;
  ctx.fillRect(left, chartArea.bottom + 2, width, 16);
  ctx.fillStyle = theme.background;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, left + 4, chartArea.bottom + 10.5);
}

import { LineController, type ChartDataset } from 'chart.js';
import { BandTracer, isDense } from './bandTracer';
import { traceLine } from './drawLine';
import type { Columns } from './slots';

declare module 'chart.js' {
  // Chart.js names this interface; merging a chart type into it is how a new one becomes known to its types.
  interface ChartTypeRegistry {
    columnLine: ChartTypeRegistry['line'];
  }
}

/** A data set whose points stay in typed arrays; Chart.js's own `data` is empty. */
export type ColumnDataset = ChartDataset<'columnLine', never[]> & {
  columns: Columns;
  borderColor: string;
  borderWidth: number;
  borderDash: number[];
  /** Opacity of the surface under the line, 0 for none. */
  fillOpacity: number;
};

/**
 * Draws a line straight from its columns. Chart.js makes an object for each point and visits all of them at each
 * update; with an hour of seconds in every line that alone would take longer than a frame.
 */
export class ColumnLineController extends LineController {
  static override readonly id = 'columnLine';

  private readonly band = new BandTracer(() => new Path2D());

  override draw(): void {
    // The charts of this panel are only ever given data sets of this kind.
    const dataset = this.getDataset() as ColumnDataset;
    const { ctx, chartArea, scales } = this.chart;
    const { x, y } = scales;
    if (x === undefined || y === undefined) return;
    const line = new Path2D();
    const area = dataset.fillOpacity > 0 ? new Path2D() : undefined;
    const plot = { ...chartArea, range: { fromMs: x.min, toMs: x.max }, maximum: y.max };
    // The gaps of a dashed line would be lost in a band.
    const isBand = dataset.borderDash.length === 0 && isDense(dataset.columns, plot);
    if (isBand) this.band.trace(dataset.columns, plot, dataset.borderWidth, line, area);
    else traceLine(dataset.columns, plot, line, area);
    ctx.save();
    ctx.beginPath();
    // Half a line's width more, so that a line at the very top or bottom is not cut in half.
    ctx.rect(chartArea.left, chartArea.top - 1, chartArea.width, chartArea.height + 2);
    ctx.clip();
    ctx.fillStyle = dataset.borderColor;
    ctx.globalAlpha = dataset.fillOpacity;
    if (area !== undefined) ctx.fill(area);
    ctx.globalAlpha = 1;
    if (isBand) ctx.fill(line);
    else stroke(ctx, line, dataset);
    ctx.restore();
  }
}

function stroke(
  ctx: CanvasRenderingContext2D,
  line: Path2D,
  { borderColor, borderWidth, borderDash }: ColumnDataset,
): void {
  ctx.strokeStyle = borderColor;
  ctx.lineWidth = borderWidth;
  ctx.lineJoin = 'bevel';
  ctx.lineCap = borderDash.length > 0 ? 'butt' : 'round';
  ctx.setLineDash(borderDash);
  ctx.stroke(line);
}

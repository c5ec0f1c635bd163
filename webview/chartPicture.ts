import { Chart } from 'chart.js';
import { alertMarks, type AlertOverlay } from './alertPlugins';
import { chartAxes, type AxesStyle } from './chartAxes';
import { highestOf, isSamePicture, quantityOf, valuesAt, type ChartContent } from './chartContent';
import type { ChartLine } from './chartModel';
import { chartOptions } from './chartOptions';
import { crosshair, draftSpan, pauseSpans, type Overlay } from './chartPlugins';
import { lineStyle } from './chartStyle';
import type { ColumnDataset } from './lineController';
import { moveScales } from './moveScales';
import type { SightWatcher } from './sightWatcher';
import { nextValueAxis, type ValueAxis } from './valueAxis';

/** What the pictures of all charts have in common. */
export interface PictureTools {
  readonly sight: SightWatcher;
  readonly ticks: AxesStyle['ticks'];
}

/** The picture of one chart, without the texts around it. */
export interface ChartPicture {
  readonly chart: Chart<'columnLine', never[]>;
  /** Draws a content: at once where the canvas is in sight, else when it comes into sight. */
  update(content: ChartContent): void;
  dispose(): void;
}

/** Creates the picture of a chart on a canvas. */
export function createChartPicture(
  canvas: HTMLCanvasElement,
  first: ChartContent,
  { sight, ticks }: PictureTools,
): ChartPicture {
  let wanted = first;
  let drawn: ChartContent | undefined;
  let axis: ValueAxis | undefined;
  let overlay = overlayOf(first);
  const chart = new Chart<'columnLine', never[]>(canvas, {
    type: 'columnLine',
    data: { datasets: [] },
    options: chartOptions(),
    plugins: [
      pauseSpans(() => overlay),
      alertMarks(() => overlay),
      chartAxes({ quantity: quantityOf(first), theme: () => overlay.theme, ticks }),
      draftSpan(() => overlay),
      crosshair(() => overlay),
    ],
  });

  const redraw = (content: ChartContent): void => {
    // The axis of a span that stands still has nothing to jitter for: it fits what is in sight.
    const previous = drawn?.scope === content.scope && !content.isHeld ? axis : undefined;
    axis = nextValueAxis(previous, highestOf(content), content.range.toMs, quantityOf(content));
    const { datasets } = chart.data;
    const next = content.lines.map((line, index) => datasetOf(line, index, content));
    if (next.length === datasets.length) {
      next.forEach((dataset, index) => Object.assign(datasets[index] ?? {}, dataset));
      moveScales(chart, content.range, axis.maximum);
      chart.draw();
    } else {
      chart.data.datasets = next;
      moveScales(chart, content.range, axis.maximum);
      chart.update('none');
    }
  };
  const draw = (): void => {
    if (drawn === wanted) return;
    overlay = overlayOf(wanted);
    if (!isSamePicture(drawn, wanted)) redraw(wanted);
    else if (drawn?.cursorMs !== wanted.cursorMs || drawn?.draft !== wanted.draft) chart.draw();
    drawn = wanted;
  };

  // Drawn until it is known to be out of sight: what a person has just asked to see must not blink.
  let isInSight = true;
  const unwatch = sight.watch(canvas, (isSeen) => {
    isInSight = isSeen;
    if (isInSight) draw();
  });
  return {
    chart,
    update(content) {
      wanted = content;
      if (isInSight) draw();
    },
    dispose() {
      unwatch();
      chart.destroy();
    },
  };
}

function datasetOf(line: ChartLine, index: number, { id, theme }: ChartContent): ColumnDataset {
  const style = lineStyle(id, index, theme);
  return {
    type: 'columnLine',
    data: [],
    // The controller clips by itself, a little wider.
    clip: false,
    columns: line.series,
    borderColor: style.colour,
    borderWidth: style.widthPx,
    borderDash: [...style.dash],
    fillOpacity: style.fillOpacity,
  };
}

function overlayOf(content: ChartContent): Overlay & AlertOverlay {
  const { theme, pauses, alerts, cursorMs, draft } = content;
  return { theme, pauses, alerts, cursorMs, cursorValues: valuesAt(content, cursorMs), draft };
}

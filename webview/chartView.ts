import { Chart } from 'chart.js';
import { CHARTS, type ChartId } from '../src/shared/metrics';
import type { Pause } from '../src/shared/state';
import { listenToChart } from './chartInput';
import type { ChartLine } from './chartModel';
import { chartOptions } from './chartOptions';
import { crosshair, pauseSpans, type Overlay } from './chartPlugins';
import { lineStyle } from './chartStyle';
import { chartSummary, momentSummary } from './chartSummary';
import { localClockText, localOffsetMs } from './clockText';
import { element, setAttribute, setShown, setText } from './dom';
import type { ItemView } from './keyedList';
import { createLegend } from './legend';
import type { ColumnDataset } from './lineController';
import { extentOf, latestValue, valueAt } from './series';
import type { Theme } from './theme';
import type { TimeRange } from './timeRange';
import { nextValueAxis, type ValueAxis } from './valueAxis';

/** What one chart shows. Unchanged parts are the same objects from one update to the next. */
export interface ChartContent {
  readonly id: ChartId;
  readonly lines: readonly ChartLine[];
  readonly range: TimeRange;
  readonly pauses: readonly Pause[];
  readonly cursorMs: number | undefined;
  /** How far from a sample the crosshair still shows its value, milliseconds. */
  readonly toleranceMs: number;
  readonly theme: Theme;
  /** What has to be known to read the chart rightly; the empty text for nothing. */
  readonly note: string;
}

/** Is told where the crosshair goes; by keys, with the values there in words. */
export type OnCursor = (timeMs: number | undefined, spoken: string | undefined) => void;

/** One chart with its title and legend. */
export function createChartView(first: ChartContent, onCursor: OnCursor): ItemView<ChartContent> {
  const title = CHARTS.find((chart) => chart.id === first.id)?.title ?? first.id;
  const legend = createLegend();
  const note = element('p', { class: 'chart-note' });
  const canvas = element('canvas', { attributes: { role: 'img', tabindex: '0' } });
  const heading = element('div', { class: 'chart-heading' }, element('h3', { text: title }), legend.element, note);
  const figure = element('section', { class: 'chart' }, heading, element('div', { class: 'plot' }, canvas));

  let shown: ChartContent | undefined;
  let axis: ValueAxis | undefined;
  let overlay = overlayOf(first, []);
  const chart = new Chart<'columnLine', never[]>(canvas, {
    type: 'columnLine',
    data: { datasets: [] },
    options: chartOptions(first.theme, quantityOf(first)),
    plugins: [pauseSpans(() => overlay), crosshair(() => overlay)],
  });
  listenToChart(chart, {
    times: () => shown?.lines[0]?.series.times ?? new Float64Array(),
    cursorMs: () => shown?.cursorMs,
    onMove(timeMs, by) {
      const spoken =
        by === 'keys' && timeMs !== undefined && shown !== undefined ? wordsAt(title, shown, timeMs) : undefined;
      onCursor(timeMs, spoken);
    },
  });

  const redraw = (content: ChartContent): void => {
    if (shown !== undefined && shown.theme !== content.theme)
      chart.options = chartOptions(content.theme, quantityOf(content));
    axis = nextValueAxis(axis, highestOf(content), content.range.toMs, quantityOf(content));
    setAxes(chart, content.range, axis);
    chart.data.datasets = content.lines.map((line, index) => datasetOf(line, index, content));
    chart.update('none');
    setAttribute(
      canvas,
      'aria-label',
      chartSummary(title, content.lines, content.range, localOffsetMs(content.range.toMs)),
    );
  };

  return {
    element: figure,
    update(content) {
      const values = valuesAt(content, content.cursorMs);
      overlay = overlayOf(content, values);
      if (isSamePicture(shown, content)) {
        if (shown?.cursorMs !== content.cursorMs) chart.draw();
      } else {
        redraw(content);
      }
      shown = content;
      setText(note, content.note);
      setShown(note, content.note !== '');
      legend.update(
        content.lines.map((line, index) => ({
          line,
          style: lineStyle(content.id, index, content.theme),
          value: content.cursorMs === undefined ? latestValue(line.series) : values[index],
          isNamed: content.lines.length > 1,
        })),
      );
    },
    dispose() {
      chart.destroy();
    },
  };
}

function setAxes(chart: Chart<'columnLine', never[]>, range: TimeRange, axis: ValueAxis): void {
  // Not `chart.options`: that is a view of the configuration as it was at the last update.
  const { x, y } = chart.config.options?.scales ?? {};
  if (x === undefined || y === undefined) return;
  x.min = range.fromMs;
  x.max = range.toMs;
  y.max = axis.maximum;
}

function isSamePicture(shown: ChartContent | undefined, next: ChartContent): boolean {
  return (
    shown?.lines === next.lines &&
    shown.range === next.range &&
    shown.pauses === next.pauses &&
    shown.theme === next.theme
  );
}

function datasetOf(line: ChartLine, index: number, { id, theme }: ChartContent): ColumnDataset {
  const style = lineStyle(id, index, theme);
  return {
    type: 'columnLine',
    data: [],
    columns: line.series,
    borderColor: style.colour,
    borderWidth: style.widthPx,
    borderDash: [...style.dash],
    fillOpacity: style.fillOpacity,
  };
}

function overlayOf({ theme, pauses, cursorMs }: ChartContent, cursorValues: Overlay['cursorValues']): Overlay {
  return { theme, pauses, cursorMs, cursorValues };
}

function valuesAt({ lines, toleranceMs }: ChartContent, timeMs: number | undefined): readonly (number | undefined)[] {
  return timeMs === undefined ? [] : lines.map(({ series }) => valueAt(series, timeMs, toleranceMs));
}

function wordsAt(title: string, content: ChartContent, timeMs: number): string {
  return momentSummary(title, content.lines, valuesAt(content, timeMs), localClockText(timeMs));
}

function quantityOf({ lines }: ChartContent): ChartLine['quantity'] {
  return lines[0]?.quantity ?? 'count';
}

function highestOf({ lines, range }: ChartContent): number | undefined {
  const highest = lines.flatMap(({ series }) => extentOf(series, range.fromMs, range.toMs)?.max ?? []);
  return highest.length > 0 ? Math.max(...highest) : undefined;
}

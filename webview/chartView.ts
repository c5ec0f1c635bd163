import { listenToChart } from './chartInput';
import { newestValues, valuesAt, type ChartContent } from './chartContent';
import { headlineMetric } from './chartModel';
import { createChartPicture, type PictureTools } from './chartPicture';
import { lineStyle } from './chartStyle';
import { listenToZoom } from './chartZoom';
import { chartSummary, momentSummary } from './chartSummary';
import { localClockText, localOffsetMs } from './clockText';
import { element, setAttribute, setShown, setText } from './dom';
import type { ItemView } from './keyedList';
import { createLegend, type LegendItem } from './legend';
import type { Draft } from './state';
import type { TimeRange } from './timeRange';
import { chartTitle } from './chartTitle';

/** What a person does in a chart. */
export interface ChartActions {
  /** The crosshair goes to a moment, or away; by keys, with the values there in words. */
  moveCursor(timeMs: number | undefined, spoken: string | undefined): void;
  /** A span is being drawn, or no longer. */
  draft(draft: Draft | undefined): void;
  /** A span was chosen; undefined to follow what is new. */
  showRange(range: TimeRange | undefined): void;
}

/**
 * One chart with its title and legend. `update` draws, `describe` then writes the texts: text on a canvas makes the
 * browser bring the styles of the page up to date, which is cheap only while nothing has been written to the page.
 */
export interface ChartView extends ItemView<ChartContent> {
  describe(): void;
}

/** Something in a chart's heading with which a person asks for more, or for less. */
export interface ChartControl {
  readonly element: HTMLElement;
  update(content: ChartContent): void;
}

/** The element that tells a screen reader which keys a chart knows. */
export const CHART_KEYS_ID = 'chart-keys';

/** Creates a chart; `control` and `action` stand in its heading. */
export function createChartView(
  first: ChartContent,
  actions: ChartActions,
  tools: PictureTools,
  control: ChartControl,
  action: HTMLElement,
): ChartView {
  const title = chartTitle(first.id);
  const legend = createLegend();
  const note = element('p', { class: 'chart-note' });
  // What the context menu's commands are told: the editor hands it over with the click.
  const context = JSON.stringify({
    webviewSection: 'chart',
    metric: headlineMetric(first.id),
    preventDefaultContextMenuItems: true,
  });
  const canvas = element('canvas', {
    attributes: { role: 'img', tabindex: '0', 'aria-describedby': CHART_KEYS_ID, 'data-vscode-context': context },
  });
  const heading = element('div', { class: 'chart-heading' }, element('h2', { text: title }), legend.element, note);
  heading.append(control.element, action);
  const figure = element('section', { class: 'chart' }, heading, element('div', { class: 'plot' }, canvas));

  let shown: ChartContent | undefined;
  // Keys may come faster than frames: each one goes on from where the last one led, drawn or not.
  let pointed: Pick<ChartContent, 'cursorMs' | 'draft'> = first;
  const drawDraft = (draft: Draft | undefined): void => {
    pointed = { ...pointed, draft };
    actions.draft(draft);
  };
  let summarized: ChartContent | undefined;
  const picture = createChartPicture(canvas, first, tools);
  const { chart } = picture;
  listenToChart(chart, {
    times: () => shown?.lines[0]?.series.times ?? new Float64Array(),
    cursorMs: () => pointed.cursorMs,
    onMove(timeMs, by) {
      pointed = { ...pointed, cursorMs: timeMs };
      const spoken =
        by === 'keys' && timeMs !== undefined && shown !== undefined ? wordsAt(title, shown, timeMs) : undefined;
      actions.moveCursor(timeMs, spoken);
      const { draft } = pointed;
      // The keys draw a span by moving the crosshair; Escape gives both up.
      if (by === 'keys' && draft !== undefined)
        drawDraft(timeMs === undefined ? undefined : { anchorMs: draft.anchorMs, headMs: timeMs });
    },
  });
  listenToZoom(chart, {
    range: () => shown?.range ?? first.range,
    bounds: () => shown?.bounds ?? first.bounds,
    isHeld: () => shown?.isHeld ?? false,
    cursorMs: () => pointed.cursorMs,
    draft: () => pointed.draft,
    onDraft: drawDraft,
    onRange: (range) => {
      actions.showRange(range);
    },
  });

  return {
    element: figure,
    update(content) {
      shown = content;
      pointed = content;
      picture.update(content);
    },
    describe() {
      if (shown === undefined) return;
      const { note: noteText } = shown;
      control.update(shown);
      if (isSummaryDue(summarized, shown)) {
        setAttribute(canvas, 'aria-label', chartSummary(title, shown, localOffsetMs(shown.range.toMs)));
        summarized = shown;
      }
      setText(note, noteText);
      setShown(note, noteText !== '');
      legend.update(legendOf(shown), !shown.isPresent && shown.cursorMs === undefined);
    },
    dispose() {
      picture.dispose();
    },
  };
}

/** A summary in words costs as much as half a picture, and nobody hears it anew each second. */
const SUMMARY_EVERY_MS = 10_000;

function isSummaryDue(last: ChartContent | undefined, { scope, lines, range }: ChartContent): boolean {
  if (last?.scope !== scope || last.lines.length !== lines.length) return true;
  const isMoved = last.range.fromMs !== range.fromMs || last.range.toMs !== range.toMs;
  const lengthMs = range.toMs - range.fromMs;
  const isSameLength = Math.abs(last.range.toMs - last.range.fromMs - lengthMs) < SUMMARY_EVERY_MS;
  return isMoved && (!isSameLength || Math.abs(range.toMs - last.range.toMs) >= SUMMARY_EVERY_MS);
}

function legendOf(content: ChartContent): readonly LegendItem[] {
  const { id, lines, names, name, theme, cursorMs } = content;
  const values = cursorMs === undefined ? newestValues(content) : valuesAt(content, cursorMs);
  return lines.map((line, index) => ({
    line,
    style: lineStyle(id, index, theme),
    value: values[index],
    isNamed: lines.length > 1 || (names.length > 0 && name === undefined),
  }));
}

function wordsAt(title: string, content: ChartContent, timeMs: number): string {
  return momentSummary(title, content.lines, valuesAt(content, timeMs), localClockText(timeMs));
}

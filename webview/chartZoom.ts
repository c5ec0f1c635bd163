import type { Chart } from 'chart.js';
import type { TimeRange } from '../src/shared/view';
import type { Draft } from './state';
import { between, panned, zoomed } from './zoom';

/** What a chart tells about zooming and panning, and what it has to know for that. */
export interface ChartZoomTarget {
  range(): TimeRange;
  /** What there is to be looked at. */
  bounds(): TimeRange;
  /** Whether a chosen span is shown, rather than what is new. */
  isHeld(): boolean;
  cursorMs(): number | undefined;
  draft(): Draft | undefined;
  onDraft(draft: Draft | undefined): void;
  /** A span was chosen; undefined to follow what is new. */
  onRange(range: TimeRange | undefined): void;
}

/** A movement of the pointer below this is a click that shook. */
const SHORTEST_DRAG_PX = 5;

const ZOOM_STEP = 0.6;

/**
 * Makes a chart's canvas choose the span that is shown. Pointer: drag to zoom in, wheel to move (sideways at any time,
 * up and down once a span is held, so that the page can still be scrolled), Ctrl and wheel to zoom, double click to
 * follow again. Keys: see `zoomKey`. The listeners live and die with the canvas.
 */
export function listenToZoom(chart: Chart, target: ChartZoomTarget): void {
  const { canvas } = chart;
  const momentAt = (offsetX: number): number => {
    const { left, right } = chart.chartArea;
    return chart.scales.x?.getValueForPixel(Math.min(right, Math.max(left, offsetX))) ?? target.range().toMs;
  };
  let startX: number | undefined;
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    startX = event.offsetX;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (startX === undefined) return;
    const isDrag = target.draft() !== undefined || Math.abs(event.offsetX - startX) >= SHORTEST_DRAG_PX;
    if (isDrag) target.onDraft({ anchorMs: momentAt(startX), headMs: momentAt(event.offsetX) });
  });
  const finish = (isTaken: boolean): void => {
    const draft = startX === undefined ? undefined : target.draft();
    startX = undefined;
    if (draft === undefined) return;
    if (isTaken) target.onRange(between(draft.anchorMs, draft.headMs, target.bounds()));
    else target.onDraft(undefined);
  };
  canvas.addEventListener('pointerup', () => {
    finish(true);
  });
  canvas.addEventListener('pointercancel', () => {
    finish(false);
  });
  canvas.addEventListener('dblclick', () => {
    target.onRange(undefined);
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      const range = wheeled(event, chart.chartArea.width, momentAt(event.offsetX), target);
      if (range === undefined) return;
      event.preventDefault();
      target.onRange(range);
    },
    { passive: false },
  );
  canvas.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') startX = undefined;
    if (event.altKey || event.ctrlKey || event.metaKey || !zoomKey(event.key, target)) return;
    event.preventDefault();
  });
}

/** What a key does to the span that is shown; returns whether it means anything here. */
export function zoomKey(key: string, target: ChartZoomTarget): boolean {
  const range = target.range();
  const bounds = target.bounds();
  const lengthMs = range.toMs - range.fromMs;
  const aroundMs = target.cursorMs() ?? (target.isHeld() ? (range.fromMs + range.toMs) / 2 : range.toMs);
  switch (key) {
    case '+':
    case '=':
      target.onRange(zoomed(range, ZOOM_STEP, aroundMs, bounds));
      return true;
    case '-':
      target.onRange(zoomed(range, 1 / ZOOM_STEP, aroundMs, bounds));
      return true;
    case 'PageUp':
      target.onRange(panned(range, -lengthMs / 2, bounds));
      return true;
    case 'PageDown':
      target.onRange(panned(range, lengthMs / 2, bounds));
      return true;
    case '0':
      target.onRange(undefined);
      return true;
    case 'Enter':
      return enterKey(target, bounds);
    case 'Escape':
      if (target.draft() !== undefined) target.onDraft(undefined);
      return false;
    default:
      return false;
  }
}

/** The first Enter begins a span at the crosshair, the arrow keys draw it, the second one zooms into it. */
function enterKey(target: ChartZoomTarget, bounds: TimeRange): boolean {
  const cursorMs = target.cursorMs();
  const draft = target.draft();
  if (cursorMs === undefined) return false;
  if (draft === undefined) target.onDraft({ anchorMs: cursorMs, headMs: cursorMs });
  else target.onRange(between(draft.anchorMs, cursorMs, bounds));
  return true;
}

/** Where the wheel leads; undefined where it should scroll the page. */
export function wheeled(
  event: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'shiftKey' | 'ctrlKey'>,
  widthPx: number,
  aroundMs: number,
  target: Pick<ChartZoomTarget, 'range' | 'bounds' | 'isHeld'>,
): TimeRange | undefined {
  const range = target.range();
  // Two fingers that are spread on a touch pad arrive as a wheel with Ctrl.
  if (event.ctrlKey) return zoomed(range, Math.exp(event.deltaY / 300), aroundMs, target.bounds());
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (!isSideways && !target.isHeld()) return undefined;
  const px = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
  return panned(range, (px / Math.max(1, widthPx)) * (range.toMs - range.fromMs), target.bounds());
}

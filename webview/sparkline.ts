import { traceLine } from './drawLine';
import { element } from './dom';
import { extentOf, type Series } from './series';
import type { TimeRange } from './timeRange';

export interface Sparkline {
  readonly element: HTMLCanvasElement;
  /** Draws a series; nothing when there is none. `scope` says whose values these are. */
  draw(series: Series | undefined, range: TimeRange, colour: string, scope: string): void;
  dispose(): void;
}

/** Room for half the width of the line, above and below. */
const INSET_PX = 1.5;

/** A line without axes, as wide as its place; it carries no information of its own and is hidden from screen readers. */
export function createSparkline(): Sparkline {
  const canvas = element('canvas', { class: 'sparkline', attributes: { 'aria-hidden': 'true' } });
  const size = { width: 0, height: 0 };
  let redraw: (() => void) | undefined;
  let drawn: Drawn | undefined;
  // Observed rather than measured at each draw, which would force a layout.
  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    Object.assign(size, { width: entry.contentRect.width, height: entry.contentRect.height });
    canvas.width = Math.round(size.width * devicePixelRatio);
    canvas.height = Math.round(size.height * devicePixelRatio);
    redraw?.();
  });
  observer.observe(canvas);
  return {
    element: canvas,
    draw(series, range, colour, scope) {
      const next = { scope: series === undefined ? '' : scope, range, colour };
      if (isSamePicture(drawn, next, size.width)) return;
      drawn = next;
      redraw = () => {
        drawInto(canvas, size, series, range, colour);
      };
      redraw();
    },
    dispose() {
      observer.disconnect();
    },
  };
}

/** What a sparkline was drawn of. */
interface Drawn {
  /** The empty text where there was no series. */
  readonly scope: string;
  readonly range: TimeRange;
  readonly colour: string;
}

/** Whether a picture would be the same but for less than half a pixel: an hour of seconds need not be drawn each second. */
function isSamePicture(last: Drawn | undefined, next: Drawn, widthPx: number): boolean {
  if (last === undefined || widthPx === 0) return false;
  const msPerPx = (next.range.toMs - next.range.fromMs) / widthPx;
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) < msPerPx / 2;
  return (
    last.scope === next.scope &&
    last.colour === next.colour &&
    // Where time stands still, finer values may have come for it.
    last.range.toMs !== next.range.toMs &&
    isNear(last.range.fromMs, next.range.fromMs) &&
    isNear(last.range.toMs, next.range.toMs)
  );
}

function drawInto(
  canvas: HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
  series: Series | undefined,
  range: TimeRange,
  colour: string,
): void {
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  const extent = series === undefined ? undefined : extentOf(series, range.fromMs, range.toMs);
  if (series === undefined || extent === undefined) return;
  const line = new Path2D();
  const maximum = extent.max > 0 ? extent.max : 1;
  traceLine(series, { range, maximum, left: 0, right: width, top: INSET_PX, bottom: height - INSET_PX }, line);
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.stroke(line);
}

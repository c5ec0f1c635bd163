import { firstIndexFrom } from './series';
import type { TimeRange } from './timeRange';

/** The columns of a line: oldest first, NaN for a gap. */
export interface Columns {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Where a line is drawn, in pixels, and what of it. */
export interface Plot {
  readonly range: TimeRange;
  /** The value at the top edge; zero stands at the bottom. */
  readonly maximum: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Takes the points of a line, stretch by stretch; `CanvasRenderingContext2D` and `Path2D` are such. */
export interface Path {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/**
 * Traces a line into a path, and into `area` the surface between it and the bottom. A gap ends the stretch: no line goes
 * through it. Within one column of pixels only the first, lowest, highest and last points are kept, so that the cost
 * goes by the width of the plot and no spike is lost. A lone point becomes a dot under a round line cap.
 */
export function traceLine(columns: Columns, plot: Plot, path: Path, area?: Path): void {
  const { times, values } = columns;
  const { range, left, right, bottom } = plot;
  const xPerMs = (right - left) / (range.toMs - range.fromMs);
  const yPerUnit = (bottom - plot.top) / plot.maximum;
  const stretch = createStretch(path, area, bottom);
  // One point on either side of the range lets the line run into the edges.
  const end = Math.min(times.length, firstIndexFrom(times, range.toMs, 'after') + 1);
  for (let index = Math.max(0, firstIndexFrom(times, range.fromMs, 'atOrAfter') - 1); index < end; index++) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) stretch.end();
    else stretch.add(left + ((times[index] ?? 0) - range.fromMs) * xPerMs, bottom - value * yPerUnit);
  }
  stretch.end();
}

interface Stretch {
  add(x: number, y: number): void;
  end(): void;
}

function createStretch(path: Path, area: Path | undefined, bottom: number): Stretch {
  let isOpen = false;
  let firstX = 0;
  let column = 0;
  let x = 0;
  let y = 0;
  let low = 0;
  let high = 0;

  const to = (toX: number, toY: number): void => {
    path.lineTo(toX, toY);
    area?.lineTo(toX, toY);
  };
  const closeColumn = (): void => {
    if (low < y) to(x, low);
    if (high > y) to(x, high);
    to(x, y);
  };
  return {
    add(nextX, nextY) {
      if (!isOpen) {
        isOpen = true;
        firstX = nextX;
        path.moveTo(nextX, nextY);
        area?.moveTo(nextX, bottom);
        area?.lineTo(nextX, nextY);
        low = high = nextY;
      } else if (Math.floor(nextX) === column) {
        low = Math.min(low, nextY);
        high = Math.max(high, nextY);
      } else {
        closeColumn();
        low = high = nextY;
      }
      column = Math.floor(nextX);
      x = nextX;
      y = nextY;
    },
    end() {
      if (!isOpen) return;
      isOpen = false;
      closeColumn();
      area?.lineTo(x, bottom);
      area?.lineTo(firstX, bottom);
    },
  };
}

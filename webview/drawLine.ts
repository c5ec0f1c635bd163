import { visitSlots, type Columns, type Plot } from './slots';

/** Takes the points of a line, stretch by stretch; `CanvasRenderingContext2D` and `Path2D` are such. */
export interface Path {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/**
 * Traces a line into a path, and into `area` the surface between it and the bottom. A gap ends the stretch: no line goes
 * through it. A lone point becomes a dot under a round line cap.
 */
export function traceLine(columns: Columns, plot: Plot, path: Path, area?: Path): void {
  const { times, values } = columns;
  const { range, left, right, bottom } = plot;
  const xPerMs = (right - left) / (range.toMs - range.fromMs);
  const yPerUnit = (bottom - plot.top) / plot.maximum;
  let isOpen = false;
  let firstX = 0;
  let lastX = 0;
  const add = (index: number): void => {
    const x = left + ((times[index] ?? 0) - range.fromMs) * xPerMs;
    const y = bottom - (values[index] ?? 0) * yPerUnit;
    if (!isOpen) {
      isOpen = true;
      firstX = x;
      path.moveTo(x, y);
      area?.moveTo(x, bottom);
    }
    // The first point once more: a stretch of one point is a line from it to itself.
    path.lineTo(x, y);
    area?.lineTo(x, y);
    lastX = x;
  };
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    area?.lineTo(lastX, bottom);
    area?.lineTo(firstX, bottom);
  };
  visitSlots(columns, plot, {
    slot(lowest, highest) {
      add(Math.min(lowest, highest));
      if (lowest !== highest) add(Math.max(lowest, highest));
    },
    gap: close,
  });
  close();
}

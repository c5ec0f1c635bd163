import type { Chart } from 'chart.js';
import { firstIndexFrom, nearestIndex } from './series';

/** What a chart tells about pointer and keys. */
export interface ChartInputTarget {
  /** The times of the samples that the arrow keys step through, oldest first. */
  times(): Float64Array;
  cursorMs(): number | undefined;
  /** The crosshair goes to a moment, or away. */
  onMove(timeMs: number | undefined, by: 'pointer' | 'keys'): void;
}

/**
 * Makes a chart's canvas move the crosshair: by pointer, and by keys (left and right by one sample, with Shift by ten,
 * Home and End, Escape). The listeners live and die with the canvas.
 */
export function listenToChart(chart: Chart, target: ChartInputTarget): void {
  const { canvas } = chart;
  canvas.addEventListener('pointermove', (event) => {
    target.onMove(chart.scales.x?.getValueForPixel(event.offsetX), 'pointer');
  });
  canvas.addEventListener('pointerleave', () => {
    target.onMove(undefined, 'pointer');
  });
  canvas.addEventListener('blur', () => {
    target.onMove(undefined, 'keys');
  });
  canvas.addEventListener('keydown', (event) => {
    const { min, max } = chart.scales.x ?? { min: 0, max: 0 };
    const visible = within(target.times(), min, max);
    if (visible.length === 0) return;
    if (event.key === 'Escape') target.onMove(undefined, 'keys');
    const timeMs = nextMoment(event, visible, target.cursorMs());
    if (timeMs === undefined) return;
    event.preventDefault();
    target.onMove(timeMs, 'keys');
  });
}

/** Where a key leads the crosshair, or `undefined` for a key that does not move it. `times` must not be empty. */
export function nextMoment(
  key: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  times: Float64Array,
  cursorMs: number | undefined,
): number | undefined {
  const last = times.length - 1;
  const at = cursorMs === undefined ? last + 1 : (nearestIndex(times, cursorMs) ?? last);
  const stride = key.shiftKey ? 10 : 1;
  switch (key.key) {
    case 'ArrowLeft':
      return times[Math.max(0, at - stride)];
    case 'ArrowRight':
      return times[Math.min(last, at + stride)];
    case 'Home':
      return times[0];
    case 'End':
      return times[last];
    default:
      return undefined;
  }
}

function within(times: Float64Array, fromMs: number, toMs: number): Float64Array {
  return times.subarray(firstIndexFrom(times, fromMs, 'atOrAfter'), firstIndexFrom(times, toMs, 'after'));
}

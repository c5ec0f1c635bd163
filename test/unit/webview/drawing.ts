import type { Path } from '../../../webview/drawLine';
import type { Plot } from '../../../webview/slots';

/** 100 pixels for 100 ms and for values up to 100, the origin at the lower left. */
export const PLOT: Plot = { range: { fromMs: 0, toMs: 100 }, maximum: 100, left: 0, right: 100, top: 0, bottom: 100 };

/** A path that writes down where it leads, its origin at the lower left: `M` before what begins a stretch. */
export function recorder(into: string[]): Path {
  return {
    moveTo: (x, y) => into.push(`M${x},${100 - y}`),
    lineTo: (x, y) => into.push(`${x},${100 - y}`),
  };
}

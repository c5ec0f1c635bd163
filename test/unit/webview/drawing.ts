import type { KeptPath } from '../../../webview/bandTracer';
import type { Path } from '../../../webview/drawLine';
import type { Plot } from '../../../webview/slots';

/** 100 pixels for 100 ms and for values up to 100, the origin at the lower left. */
export const PLOT: Plot = { range: { fromMs: 0, toMs: 100 }, maximum: 100, left: 0, right: 100, top: 0, bottom: 100 };

/** A path that knows where it leads, as `recorder` writes it; what is added to it is moved as a browser does. */
export class RecordedPath implements KeptPath<RecordedPath> {
  private readonly points: { readonly word: 'M' | ''; readonly x: number; readonly y: number }[] = [];

  moveTo(x: number, y: number): void {
    this.points.push({ word: 'M', x, y });
  }

  lineTo(x: number, y: number): void {
    this.points.push({ word: '', x, y });
  }

  addPath(path: RecordedPath, { e }: { readonly e: number }): void {
    this.points.push(...path.points.map((point) => ({ ...point, x: point.x + e })));
  }

  toString(): string {
    return this.points.map(({ word, x, y }) => `${word}${x},${100 - y}`).join(' ');
  }
}

/** A path that writes down where it leads, its origin at the lower left: `M` before what begins a stretch. */
export function recorder(into: string[]): Path {
  return {
    moveTo: (x, y) => into.push(`M${x},${100 - y}`),
    lineTo: (x, y) => into.push(`${x},${100 - y}`),
  };
}

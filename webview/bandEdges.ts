import type { Path } from './drawLine';

/** Where a stretch of a band leaves what was traced of it, pixels: its last slot, with the edges and the values there. */
export interface BandExit {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly highY: number;
  readonly lowY: number;
}

/** One stretch of a band from left to right, slot by slot, in pixels; traced when it ends, and then empty again. */
export class BandEdges {
  private readonly xs: Float64Array;
  private readonly tops: Float64Array;
  private readonly bottoms: Float64Array;
  /** The last slot's highest and lowest value. An array, for a number in a field would be an object of its own. */
  private readonly last = new Float64Array(2);
  private length = 0;
  /** Whether it goes on from what was traced before: then nothing is added at its left. */
  private isEntered = false;

  /** `most` slots at once, each half a line's width higher and lower than its values. */
  constructor(
    most: number,
    private readonly half: number,
  ) {
    this.xs = new Float64Array(most);
    this.tops = new Float64Array(most);
    this.bottoms = new Float64Array(most);
  }

  /** Goes on from where a stretch left off, as much further to the left. */
  enter({ x, top, bottom, highY, lowY }: BandExit, shiftX: number): void {
    this.isEntered = true;
    this.put(x - shiftX, top, bottom, highY, lowY);
  }

  /** A slot whose values reach from `lowY` up to `highY`: the way from the last slot's values to these belongs to the band, too. */
  add(x: number, highY: number, lowY: number): void {
    const isFirst = this.length === 0;
    const { half } = this;
    const [lastHighY = highY, lastLowY = lowY] = this.last;
    const top = isFirst || highY < lastLowY ? highY : lastLowY;
    const bottom = isFirst || lowY > lastHighY ? lowY : lastHighY;
    this.put(x, top - half, bottom + half, highY, lowY);
  }

  /** Where the stretch stands now; undefined where there is none. */
  get exit(): BandExit | undefined {
    const index = this.length - 1;
    if (index < 0) return undefined;
    const { xs, tops, bottoms, last } = this;
    return {
      x: xs[index] ?? 0,
      top: tops[index] ?? 0,
      bottom: bottoms[index] ?? 0,
      highY: last[0] ?? 0,
      lowY: last[1] ?? 0,
    };
  }

  /**
   * Traces all around the stretch into `path`, and into `area` the surface between its upper edge and the bottom. Where
   * it begins, and where it ends (`isEnd`), it is half a line's width longer, so that a lone point can be seen.
   */
  trace(path: Path, area: Path | undefined, bottomY: number, isEnd: boolean): void {
    if (this.length > 0) {
      this.traceOutline(path, isEnd);
      if (area !== undefined) this.traceSurface(area, bottomY);
    }
    this.length = 0;
    this.isEntered = false;
  }

  private put(x: number, top: number, bottom: number, highY: number, lowY: number): void {
    this.xs[this.length] = x;
    this.tops[this.length] = top;
    this.bottoms[this.length] = bottom;
    this.last[0] = highY;
    this.last[1] = lowY;
    this.length += 1;
  }

  private traceOutline(path: Path, isEnd: boolean): void {
    const { xs, tops, bottoms, half, isEntered } = this;
    const last = this.length - 1;
    const left = (xs[0] ?? 0) - (isEntered ? 0 : half);
    const right = (xs[last] ?? 0) + (isEnd ? half : 0);
    path.moveTo(left, tops[0] ?? 0);
    for (let index = 0; index <= last; index++) path.lineTo(xs[index] ?? 0, tops[index] ?? 0);
    path.lineTo(right, tops[last] ?? 0);
    path.lineTo(right, bottoms[last] ?? 0);
    for (let index = last; index >= 0; index--) path.lineTo(xs[index] ?? 0, bottoms[index] ?? 0);
    path.lineTo(left, bottoms[0] ?? 0);
  }

  private traceSurface(path: Path, bottomY: number): void {
    const { xs, tops } = this;
    const last = this.length - 1;
    path.moveTo(xs[0] ?? 0, bottomY);
    for (let index = 0; index <= last; index++) path.lineTo(xs[index] ?? 0, tops[index] ?? 0);
    path.lineTo(xs[last] ?? 0, bottomY);
  }
}

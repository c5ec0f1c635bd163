import { BandEdges, type BandExit } from './bandEdges';
import type { Path } from './drawLine';
import { firstIndexFrom } from './series';
import { visitSlots, type Columns, type Plot } from './slots';

/** From so many points to a pixel on a line is drawn as a band. */
const DENSE = 2;

/** Whether a line has so many points in sight that it fills each column of pixels from its lowest to its highest. */
export function isDense({ times }: Columns, { range, left, right }: Plot): boolean {
  const points = firstIndexFrom(times, range.toMs, 'after') - firstIndexFrom(times, range.fromMs, 'atOrAfter');
  return points >= DENSE * (right - left);
}

/** A path to which another can be added, moved to the right by `e` pixels: what `Path2D` is. */
export interface KeptPath<P> extends Path {
  addPath(path: P, transform: { readonly e: number }): void;
}

/** So many pixels' worth of time are traced together. */
const CHUNK_PX = 128;

/** The slots of a chunk, one more by rounding, and the one from which a stretch comes in. */
const MOST_SLOTS = CHUNK_PX + 2;

/** Clocks with fractions of a millisecond make ranges of the same length differ by less than this share. */
const SAME_LENGTH = 1e-9;

/** One piece of a band, from its own start on. */
interface Chunk<P> {
  readonly line: P;
  readonly area: P | undefined;
  /** Whether it was known what comes before it. */
  readonly isEntered: boolean;
  /** Undefined where no line goes on from it. */
  readonly exit: BandExit | undefined;
}

/** What all pieces have in common: while one of these is another, none can be kept. */
interface Shape {
  readonly slotMs: number;
  readonly maximum: number;
  readonly top: number;
  readonly bottom: number;
  readonly lineWidthPx: number;
  readonly hasArea: boolean;
  readonly timesBuffer: ArrayBufferLike;
  readonly valuesBuffer: ArrayBufferLike;
}

/**
 * Traces a dense line as the surface that it covers, to be filled. To a person it looks as the stroked line does; to
 * stroke a line that goes up and down in every column of pixels takes a processor six times as long, tens of
 * milliseconds in each chart where there is no graphics card.
 *
 * The band is traced in pieces that stand still on the clock, and a piece behind which there are newer points is kept:
 * when a second is appended to an hour, only the last piece is traced anew, the others are moved to the left. One tracer
 * is for one line; values of another place in memory are another line.
 */
export class BandTracer<P extends KeptPath<P>> {
  private chunks = new Map<number, Chunk<P>>();
  private shape: Shape | undefined;
  private edges = new BandEdges(MOST_SLOTS, 0);

  constructor(private readonly createPath: () => P) {}

  /** Traces what is in sight into `path`, and into `area` the surface between the upper edge of the band and the bottom. */
  trace(columns: Columns, plot: Plot, lineWidthPx: number, path: P, area?: P): void {
    const shape = this.shapeOf(columns, plot, lineWidthPx, area !== undefined);
    const { times } = columns;
    const { range, left } = plot;
    const chunkMs = shape.slotMs * CHUNK_PX;
    const end = Math.min(times.length, firstIndexFrom(times, range.toMs, 'after') + 1);
    const first = Math.max(0, firstIndexFrom(times, range.fromMs, 'atOrAfter') - 1);
    // Always whole pieces: what is cut off now may come into sight.
    let index = firstIndexFrom(times, Math.floor((times[first] ?? 0) / chunkMs) * chunkMs, 'atOrAfter');
    const inSight = new Map<number, Chunk<P>>();
    let entry: Entry | undefined;
    while (index < end) {
      const number = Math.floor((times[index] ?? 0) / chunkMs);
      const next = Math.max(index + 1, firstIndexFrom(times, (number + 1) * chunkMs, 'atOrAfter'));
      const kept = this.chunks.get(number);
      const isKept = kept !== undefined && (kept.isEntered || entry === undefined);
      const chunk = isKept ? kept : this.traceChunk(columns, index, next, number, shape, entry);
      const transform = { e: left + (number * chunkMs - range.fromMs) / shape.slotMs };
      path.addPath(chunk.line, transform);
      if (chunk.area !== undefined) area?.addPath(chunk.area, transform);
      // The last one may still get points.
      if (next < times.length) inSight.set(number, chunk);
      entry = { number, exit: chunk.exit };
      index = next;
    }
    this.chunks = inSight;
  }

  private traceChunk(
    { times, values }: Columns,
    from: number,
    to: number,
    number: number,
    { slotMs, maximum, top, bottom, hasArea }: Shape,
    entry: Entry | undefined,
  ): Chunk<P> {
    const { edges } = this;
    const line = this.createPath();
    const area = hasArea ? this.createPath() : undefined;
    const startMs = number * slotMs * CHUNK_PX;
    const yPerUnit = (bottom - top) / maximum;
    const own = { times: times.subarray(from, to), values: values.subarray(from, to) };
    const range = { fromMs: startMs, toMs: startMs + slotMs * CHUNK_PX };
    if (entry?.exit !== undefined) edges.enter(entry.exit, (number - entry.number) * CHUNK_PX);
    visitSlots(
      own,
      { range, left: 0, right: CHUNK_PX },
      {
        slot(lowest, highest) {
          const x = (((own.times[lowest] ?? 0) + (own.times[highest] ?? 0)) / 2 - startMs) / slotMs;
          edges.add(x, bottom - (own.values[highest] ?? 0) * yPerUnit, bottom - (own.values[lowest] ?? 0) * yPerUnit);
        },
        gap() {
          edges.trace(line, area, bottom, true);
        },
      },
    );
    const goesOn = to < times.length && !Number.isNaN(values[to]);
    const exit = goesOn ? edges.exit : undefined;
    edges.trace(line, area, bottom, !goesOn);
    return { line, area, isEntered: entry !== undefined, exit };
  }

  /** The shape of the pieces; those that were kept in another one are forgotten. */
  private shapeOf({ times, values }: Columns, plot: Plot, lineWidthPx: number, hasArea: boolean): Shape {
    const { range, left, right, maximum, top, bottom } = plot;
    const slotMs = (range.toMs - range.fromMs) / (right - left);
    const last = this.shape;
    if (
      last !== undefined &&
      Math.abs(last.slotMs - slotMs) <= slotMs * SAME_LENGTH &&
      last.maximum === maximum &&
      last.top === top &&
      last.bottom === bottom &&
      last.lineWidthPx === lineWidthPx &&
      last.hasArea === hasArea &&
      last.timesBuffer === times.buffer &&
      last.valuesBuffer === values.buffer
    )
      return last;
    this.chunks.clear();
    this.edges = new BandEdges(MOST_SLOTS, lineWidthPx / 2);
    const buffers = { timesBuffer: times.buffer, valuesBuffer: values.buffer };
    this.shape = { slotMs, maximum, top, bottom, lineWidthPx, hasArea, ...buffers };
    return this.shape;
  }
}

/** What the piece before was, and how a stretch left it. */
interface Entry {
  readonly number: number;
  readonly exit: BandExit | undefined;
}

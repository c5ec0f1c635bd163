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

/** Takes what is to be drawn, in order. */
export interface SlotVisitor {
  /** The indices of the lowest and of the highest point of one pixel's worth of time; the same where there is one only. */
  slot(lowest: number, highest: number): void;
  /** No line goes on from here. */
  gap(): void;
}

/**
 * Goes through what is in sight of a line, and one point on either side, from which it runs into the edges. Of the
 * points that fall into one pixel's worth of time only the lowest and the highest are kept, so that the cost of drawing
 * goes by the width of the plot and no spike is lost. These slots of time stand still on the clock while the picture
 * moves on, or the line would flicker.
 */
export function visitSlots(
  { times, values }: Columns,
  { range, left, right }: Pick<Plot, 'range' | 'left' | 'right'>,
  visitor: SlotVisitor,
): void {
  const slotMs = (range.toMs - range.fromMs) / (right - left);
  const end = Math.min(times.length, firstIndexFrom(times, range.toMs, 'after') + 1);
  let lowest = -1;
  let highest = -1;
  let lowestValue = 0;
  let highestValue = 0;
  let slotEndMs = -Infinity;
  const leaveSlot = (): void => {
    if (lowest >= 0) visitor.slot(lowest, highest);
    lowest = -1;
  };
  // Every point of every line comes by here at every redraw: nothing is called for the many that do not stay.
  for (let index = Math.max(0, firstIndexFrom(times, range.fromMs, 'atOrAfter') - 1); index < end; index++) {
    const value = values[index] ?? NaN;
    const timeMs = times[index] ?? 0;
    if (Number.isNaN(value)) {
      leaveSlot();
      visitor.gap();
    } else if (lowest < 0 || timeMs >= slotEndMs) {
      leaveSlot();
      lowest = highest = index;
      lowestValue = highestValue = value;
      slotEndMs = (Math.floor(timeMs / slotMs) + 1) * slotMs;
    } else if (value < lowestValue) {
      lowest = index;
      lowestValue = value;
    } else if (value > highestValue) {
      highest = index;
      highestValue = value;
    }
  }
  leaveSlot();
}

import type { Quantity } from '../src/shared/units';

/** The upper end of a value axis and what it needs to move calmly. */
export interface ValueAxis {
  /** In the base unit of the chart's quantity. */
  readonly maximum: number;
  /** Since when a smaller maximum would do, epoch milliseconds; `undefined` while it would not. */
  readonly roomySinceMs: number | undefined;
}

/** How long a smaller maximum must have been enough before the axis takes it. */
const SHRINK_AFTER_MS = 5000;

/** Free space above the highest value, as a share of it. */
const HEADROOM = 0.08;

/**
 * The next state of a value axis. It grows at once, to the next round maximum above the highest value, and shrinks only
 * after five seconds in which a smaller one was enough, so that it does not jitter. `highest` is `undefined` when there
 * is no value in sight; the axis then stays as it is.
 */
export function nextValueAxis(
  axis: ValueAxis | undefined,
  highest: number | undefined,
  nowMs: number,
  quantity: Quantity,
): ValueAxis {
  if (highest === undefined) return axis ?? { maximum: smallestMaximum(quantity), roomySinceMs: undefined };
  const wanted = roundMaximum(Math.max(highest * (1 + HEADROOM), smallestMaximum(quantity)));
  if (axis === undefined || wanted >= axis.maximum) return { maximum: wanted, roomySinceMs: undefined };
  const sinceMs = axis.roomySinceMs ?? nowMs;
  return nowMs - sinceMs >= SHRINK_AFTER_MS
    ? { maximum: wanted, roomySinceMs: undefined }
    : { maximum: axis.maximum, roomySinceMs: sinceMs };
}

/** Values at which a value axis has its lines: zero, the half and the maximum. */
export function valueTicks(maximum: number): readonly number[] {
  return [0, maximum / 2, maximum];
}

/** The smallest round number at or above a positive value whose half is round as well. */
export function roundMaximum(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(2));
}

/** Below this an axis would blow up noise. */
function smallestMaximum(quantity: Quantity): number {
  switch (quantity) {
    case 'cores':
      return 0.1;
    case 'ratio':
      return 0.01;
    case 'bytes':
      return 1_000_000;
    case 'bytesPerSecond':
      return 1000;
    case 'seconds':
      return 0.001;
    case 'count':
    case 'perSecond':
      return 4;
  }
}

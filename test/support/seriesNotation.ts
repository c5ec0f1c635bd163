/** One moment of a series: a value, or none. */
export type SeriesItem = number | undefined;

/**
 * The values of a series as Prometheus's rule tests write them: `10` is a value and `_` a missing one; `10x3` is 10 and
 * three times more, `_x3` is three missing, `0+5x3` is 0, 5, 10, 15, `20-5x2` is 20, 15, 10. Throws a `SyntaxError` for
 * anything else.
 *
 * Source: "Unit testing for rules" of the Prometheus documentation.
 */
export function series(notation: string): readonly SeriesItem[] {
  return notation.trim().split(/\s+/).flatMap(expand);
}

/** The values at their times: the first at `startMs`, the others an interval apart; missing ones are absent. */
export function timed(
  notation: string,
  intervalMs: number,
  startMs: number,
): readonly { readonly timeMs: number; readonly value: SeriesItem }[] {
  return series(notation).map((value, i) => ({ timeMs: startMs + i * intervalMs, value }));
}

function expand(item: string): readonly SeriesItem[] {
  const missing = /^_(?:x(\d+))?$/.exec(item);
  if (missing !== null) return Array<undefined>(Number(missing[1] ?? 1)).fill(undefined);
  const match = /^(-?\d+(?:\.\d+)?)(?:([+-]\d+(?:\.\d+)?))?(?:x(\d+))?$/.exec(item);
  if (match === null) throw new SyntaxError(`"${item}" is no item of a series.`);
  const [, start, step = '0', times = '0'] = match;
  return Array.from({ length: Number(times) + 1 }, (_, i) => Number(start) + i * Number(step));
}

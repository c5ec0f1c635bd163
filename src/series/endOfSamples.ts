/**
 * The index behind the last of the rows from `from` on that can be appended as they are: finite, each later than the one
 * before, all later than `newestMs`. `from` itself where the first cannot.
 */
export function endOfSamples(times: Float64Array, values: Float64Array, from: number, newestMs: number): number {
  let previousMs = newestMs;
  let to = from;
  for (; to < times.length; to++) {
    const timeMs = times[to] ?? NaN;
    if (!(timeMs > previousMs) || timeMs === Infinity || !Number.isFinite(values[to])) break;
    previousMs = timeMs;
  }
  return to;
}

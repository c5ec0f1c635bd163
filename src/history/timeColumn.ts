import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { unzigzag } from './zigzag';

/** Times are stored to a tenth of a millisecond: a ten-thousandth of a usual interval. */
const STEPS_PER_MS = 10;

/**
 * Writes times, epoch milliseconds in rising order: how much each distance differs from the one before, for rounds come
 * at a steady pace.
 */
export function writeTimes(writer: ByteWriter, times: Float64Array): void {
  let previous = 0;
  let previousStep = 0;
  times.forEach((timeMs, i) => {
    const stored = Math.round(timeMs * STEPS_PER_MS);
    const step = stored - previous;
    writer.signed(step - previousStep);
    previous = stored;
    // The first is no distance but a date.
    previousStep = i === 0 ? 0 : step;
  });
}

/** Reads so many times that `writeTimes` wrote. */
export function readTimes(reader: ByteReader, count: number): Float64Array {
  const times = new Float64Array(count);
  let stored = 0;
  let step = 0;
  reader.varints(times);
  for (let i = 0; i < count; i++) {
    step += unzigzag(times[i] ?? 0);
    stored += step;
    times[i] = stored / STEPS_PER_MS;
    if (i === 0) step = 0;
  }
  return times;
}

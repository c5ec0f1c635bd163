/**
 * Parses `/proc/PID/task/TID/schedstat` out of the first `length` bytes: three integers on one line; undefined if it is
 * malformed or cut short. Source: sched-stats.rst of the kernel's documentation.
 */
export function parseSchedstat(bytes: Buffer, length = bytes.length): Schedstat | undefined {
  const fields: number[] = [];
  let position = 0;
  while (fields.length < 3) {
    const first = position;
    let value = 0;
    let byte = bytes[position] ?? 0;
    while (byte >= ZERO && byte <= NINE && position < length) {
      value = value * 10 + (byte - ZERO);
      position += 1;
      byte = bytes[position] ?? 0;
    }
    const ended = position < length && byte === (fields.length === 2 ? NEWLINE : SPACE);
    if (position === first || !ended) return undefined;
    fields.push(value);
    position += 1;
  }
  const [ranNanoseconds = 0, waitedNanoseconds = 0, timeslices = 0] = fields;
  return { ranNanoseconds, waitedNanoseconds, timeslices };
}

/** What the scheduler has counted for one thread. */
export interface Schedstat {
  readonly ranNanoseconds: number;
  /** Time in the run queue: ready, but without a processor. */
  readonly waitedNanoseconds: number;
  /** How often it has got a processor. */
  readonly timeslices: number;
}

const NEWLINE = 10;
const SPACE = 32;
const ZERO = 48;
const NINE = 57;

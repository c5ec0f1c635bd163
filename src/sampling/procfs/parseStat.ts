/**
 * Parses the content of `/proc/PID/stat` out of the first `length` bytes; undefined if it is malformed or cut short.
 * Counts of time are in clock ticks, `residentPages` in pages, `virtualBytes` in bytes. Source: proc_pid_stat(5).
 *
 * It works on bytes because it runs for every process in every round.
 */
export function parseStat(bytes: Buffer, length = bytes.length): Stat | undefined {
  const open = bytes.indexOf(PARENTHESIS_OPEN);
  // The name may hold anything, parentheses and newlines too; what follows it holds none: the last one closes.
  const close = lastIndexOf(bytes, PARENTHESIS_CLOSE, length);
  if (open < 2 || close < open) return undefined;
  const pid = Number(bytes.toString('latin1', 0, open - 1));
  const fields = parseIntegers(bytes, close + 4, length);
  if (!Number.isSafeInteger(pid) || fields === undefined) return undefined;
  const at = (field: number): number => fields[field - FIRST_INTEGER] ?? 0;
  return {
    pid,
    comm: bytes.toString('utf8', open + 1, close),
    state: String.fromCharCode(bytes[close + 2] ?? 0),
    parentPid: at(4),
    processGroup: at(5),
    session: at(6),
    minorFaults: at(10),
    majorFaults: at(12),
    userTicks: at(14),
    systemTicks: at(15),
    threads: at(20),
    startTicks: at(22),
    virtualBytes: at(23),
    residentPages: at(24),
  };
}

export interface Stat {
  readonly pid: number;
  /** The name of the command as the kernel keeps it: at most 15 bytes, of the executable or of the main thread. */
  readonly comm: string;
  /** One letter: R, S, D, T, t, Z, X, I. */
  readonly state: string;
  readonly parentPid: number;
  readonly processGroup: number;
  readonly session: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly userTicks: number;
  readonly systemTicks: number;
  readonly threads: number;
  /** Clock ticks between the start of the system and the start of the process. */
  readonly startTicks: number;
  readonly virtualBytes: number;
  readonly residentPages: number;
}

/** Fields are numbered from 1, as in the manual page. */
const FIRST_INTEGER = 4;
const LAST_INTEGER = 24;

const NEWLINE = 10;
const SPACE = 32;
const PARENTHESIS_OPEN = 40;
const PARENTHESIS_CLOSE = 41;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;

function lastIndexOf(bytes: Buffer, byte: number, length: number): number {
  let index = length - 1;
  while (index >= 0 && bytes[index] !== byte) index -= 1;
  return index;
}

/** The fields 4 to 24, each ended by a space or newline; undefined if there are fewer, or others than integers. */
function parseIntegers(bytes: Buffer, start: number, length: number): number[] | undefined {
  const fields: number[] = [];
  let position = start;
  while (fields.length <= LAST_INTEGER - FIRST_INTEGER) {
    const negative = bytes[position] === MINUS;
    if (negative) position += 1;
    const first = position;
    let value = 0;
    let byte = bytes[position] ?? 0;
    while (byte >= ZERO && byte <= NINE && position < length) {
      value = value * 10 + (byte - ZERO);
      position += 1;
      byte = bytes[position] ?? 0;
    }
    const ended = position < length && (byte === SPACE || byte === NEWLINE);
    if (position === first || !ended) return undefined;
    fields.push(negative ? -value : value);
    position += 1;
  }
  return fields;
}

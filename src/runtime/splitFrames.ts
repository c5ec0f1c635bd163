import { MAX_FRAME_BYTES } from '../shared/agentFrames';

/** What came of one piece of a stream. */
export interface Split {
  /** The lines that have become whole, without their ends, in order. */
  readonly lines: readonly string[];
  /** The beginning of a line that goes on in the next piece. */
  readonly rest: Buffer;
  /** True when a line is longer than a frame may be: nothing after it can be trusted. */
  readonly isTooLong: boolean;
}

const LINE_FEED = 10;

/**
 * Cuts a stream into lines: `rest` is what was left of the pieces before, `chunk` the next one. Bytes that are no UTF-8
 * become replacement characters. What is held never exceeds one frame and one piece.
 */
export function splitFrames(rest: Buffer, chunk: Buffer): Split {
  const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
  const lines: string[] = [];
  let from = 0;
  // What was left before holds no line feed: it has been searched.
  let end = bytes.indexOf(LINE_FEED, rest.length);
  while (end !== -1) {
    if (end - from > MAX_FRAME_BYTES) return { lines, rest: Buffer.alloc(0), isTooLong: true };
    lines.push(bytes.toString('utf8', from, end));
    from = end + 1;
    end = bytes.indexOf(LINE_FEED, from);
  }
  const left = bytes.subarray(from);
  if (left.length > MAX_FRAME_BYTES) return { lines, rest: Buffer.alloc(0), isTooLong: true };
  // A copy, so that the few bytes left do not keep the whole piece.
  return { lines, rest: Buffer.from(left), isTooLong: false };
}

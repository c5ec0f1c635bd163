import { labelledNumber } from './labelledNumber';

/** Parses `/proc/PID/io`; undefined if a count is missing. All counts are bytes since the start. Source: proc_pid_io(5). */
export function parseIo(text: string): Io | undefined {
  const readCharacters = labelledNumber(text, 'rchar:');
  const writtenCharacters = labelledNumber(text, 'wchar:');
  const readBytes = labelledNumber(text, 'read_bytes:');
  const writtenBytes = labelledNumber(text, 'write_bytes:');
  if (readCharacters === undefined || writtenCharacters === undefined) return undefined;
  if (readBytes === undefined || writtenBytes === undefined) return undefined;
  return { readCharacters, writtenCharacters, readBytes, writtenBytes };
}

export interface Io {
  /** Bytes that passed through read calls, on files, pipes and sockets alike. */
  readonly readCharacters: number;
  readonly writtenCharacters: number;
  /** Bytes that were fetched from storage. */
  readonly readBytes: number;
  /** Bytes that were sent to storage; what was cancelled before it got there is not taken off. */
  readonly writtenBytes: number;
}

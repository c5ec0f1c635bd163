import { crc32 } from 'node:zlib';

/** What a record of a run file holds. */
export type RecordKind = 'header' | 'series' | 'changes' | 'output' | 'block';

/** One record as bytes: marker, kind, length, checksum over kind, length and content, then the content. */
export function encodeRecord(kind: RecordKind, content: Buffer): Buffer {
  const head = Buffer.alloc(RECORD_HEAD_BYTES);
  MARKER.copy(head);
  head.write(CODES[kind], KIND_AT, 'latin1');
  head.writeUInt32LE(content.length, LENGTH_AT);
  head.writeUInt32LE(checksum(head, content), CHECKSUM_AT);
  return Buffer.concat([head, content]);
}

/**
 * The record that begins at a position; undefined when none does: bytes are missing, or a single one of them is not as
 * it was written.
 */
export function recordAt(bytes: Buffer, position: number): CheckedRecord | undefined {
  const head = bytes.subarray(position, position + RECORD_HEAD_BYTES);
  if (head.length < RECORD_HEAD_BYTES || !head.subarray(0, MARKER.length).equals(MARKER)) return undefined;
  const endsAt = position + RECORD_HEAD_BYTES + head.readUInt32LE(LENGTH_AT);
  if (endsAt > bytes.length) return undefined;
  const content = bytes.subarray(position + RECORD_HEAD_BYTES, endsAt);
  if (head.readUInt32LE(CHECKSUM_AT) !== checksum(head, content)) return undefined;
  const kind = KINDS.get(head.toString('latin1', KIND_AT, LENGTH_AT));
  return { ...(kind === undefined ? {} : { kind }), content, endsAt };
}

/** A record whose checksum is right. Without a kind it is one of a later version. */
export interface CheckedRecord {
  readonly kind?: RecordKind;
  readonly content: Buffer;
  /** Where the next record begins. */
  readonly endsAt: number;
}

/** What every record begins with, so that the next one is found behind one that is damaged. */
export const MARKER = Buffer.from([0x9d, 0x52]);

const CODES: Readonly<Record<RecordKind, string>> = {
  header: 'H',
  series: 'S',
  changes: 'C',
  output: 'O',
  block: 'B',
};

const KINDS = new Map((Object.keys(CODES) as RecordKind[]).map((kind) => [CODES[kind], kind]));

const KIND_AT = MARKER.length;
const LENGTH_AT = KIND_AT + 1;
const CHECKSUM_AT = LENGTH_AT + 4;
const RECORD_HEAD_BYTES = CHECKSUM_AT + 4;

function checksum(head: Buffer, content: Buffer): number {
  return crc32(content, crc32(head.subarray(KIND_AT, CHECKSUM_AT)));
}

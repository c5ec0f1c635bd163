import { MARKER, recordAt, type CheckedRecord } from './checkedRecord';

/**
 * The records of a file, in order, each as it was written. What is damaged is left out: reading goes on at the next
 * record. `validBytes` is where the last record ends: what follows is a torn tail, or nothing.
 */
export function readRecords(bytes: Buffer): FileRecords {
  const records: CheckedRecord[] = [];
  let validBytes = 0;
  let damagedBytes = 0;
  let position = 0;
  while (position >= 0 && position < bytes.length) {
    const record = recordAt(bytes, position);
    if (record === undefined) {
      position = bytes.indexOf(MARKER, position + 1);
      continue;
    }
    damagedBytes += position - validBytes;
    records.push(record);
    position = validBytes = record.endsAt;
  }
  return { records, validBytes, damagedBytes, tornBytes: bytes.length - validBytes };
}

export interface FileRecords {
  readonly records: readonly CheckedRecord[];
  readonly validBytes: number;
  /** Bytes between records that are none themselves. */
  readonly damagedBytes: number;
  /** Bytes behind the last record. */
  readonly tornBytes: number;
}

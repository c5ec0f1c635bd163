import type * as v from 'valibot';
import type { SeriesKey } from '../series/seriesKey';
import { isMetricName } from '../shared/metrics';
import type { Session } from '../shared/state';
import { decodeBlock, type Block } from './block';
import type { CheckedRecord, RecordKind } from './checkedRecord';
import { readRecords, type FileRecords } from './readRecords';
import { unpack, unpackJson } from './recordContent';
import { changesRecord, outputRecord, runHeader, seriesRecord, type RunHeader } from './runRecords';
import { sessionOf } from './sessionFold';

/**
 * What the run file and the log of one run hold; without a log the file is the whole run. Only what is as it was written
 * is believed. What is not is left out and said in `damage`; where rows are missing for that, their chunks' numbers are.
 */
export function readRun(file: Buffer, log: Buffer = Buffer.alloc(0)): ReadRun {
  const inFile = readRecords(file);
  const inLog = readRecords(log);
  const header = contents(inFile, 'header', runHeader)[0];
  if (header === undefined) return { kind: 'unreadable', reason: unreadableReason(inFile) };
  const sealed = blocks(inFile);
  const sealedChunks = new Set(sealed.map(({ chunk }) => chunk));
  const unsealed = blocks(inLog).filter(({ chunk }) => !sealedChunks.has(chunk));
  // A log that goes on has taken along what the file held.
  const inFileOutput = contents(inFile, 'output', outputRecord).at(-1) ?? [];
  const inLogOutput = contents(inLog, 'output', outputRecord);
  const output = inLogOutput.length > 0 ? inLogOutput.flat() : inFileOutput;
  const damage = damageText(inFile, inLog);
  return {
    kind: 'run',
    header,
    session: sessionOf(header, contents(inFile, 'changes', changesRecord)),
    keys: dictionary(inFile),
    sealed,
    unsealed,
    output,
    fileBytes: inFile.validBytes,
    ...(damage === undefined ? {} : { damage }),
  };
}

export type ReadRun = StoredRun | { readonly kind: 'unreadable'; readonly reason: string };

/** A run as it is stored. */
export interface StoredRun {
  readonly kind: 'run';
  readonly header: RunHeader;
  readonly session: Session;
  /** The series by their numbers; undefined where the number is not known, or names a metric that is no longer known. */
  readonly keys: readonly (SeriesKey | undefined)[];
  /** Full chunks, and the parts of those that are not yet full, both in their order. */
  readonly sealed: readonly Block[];
  readonly unsealed: readonly Block[];
  /** The last lines that the program wrote, oldest first. */
  readonly output: readonly string[];
  /** How much of the run file is whole; what follows is to be cut off before anything is added. */
  readonly fileBytes: number;
  /** What was left out, in a sentence; absent where all is well. */
  readonly damage?: string;
}

function recordsOf(records: FileRecords, kind: RecordKind): readonly CheckedRecord[] {
  return records.records.filter((record) => record.kind === kind);
}

function contents<T>(records: FileRecords, kind: RecordKind, schema: v.GenericSchema<unknown, T>): readonly T[] {
  return recordsOf(records, kind).flatMap(({ content }) => {
    const read = unpackJson(content, schema);
    return read === undefined ? [] : [read];
  });
}

function blocks(records: FileRecords): readonly Block[] {
  return recordsOf(records, 'block')
    .flatMap(({ content }) => {
      const bytes = unpack(content);
      const block = bytes && decodeBlock(bytes);
      return block === undefined ? [] : [block];
    })
    .sort((a, b) => a.chunk - b.chunk || a.part - b.part);
}

function dictionary(records: FileRecords): readonly (SeriesKey | undefined)[] {
  const keys: (SeriesKey | undefined)[] = [];
  for (const record of contents(records, 'series', seriesRecord)) {
    if (record.first > keys.length + MOST_LOST_SERIES) continue;
    while (keys.length < record.first) keys.push(undefined);
    for (const { process, metric, attributes } of record.keys) {
      const named = process === undefined ? {} : { process };
      keys.push(isMetricName(metric) ? { ...named, metric, attributes } : undefined);
    }
  }
  return keys;
}

/** More numbers than this cannot have been lost between two records. */
const MOST_LOST_SERIES = 100_000;

function unreadableReason({ records, tornBytes }: FileRecords): string {
  if (records.length === 0) return tornBytes === 0 ? 'The file is empty.' : 'The file holds nothing that can be read.';
  return 'The beginning of the file is damaged, or was written by a later version of Process Monitor.';
}

function damageText(file: FileRecords, log: FileRecords): string | undefined {
  const damagedBytes = file.damagedBytes + log.damagedBytes;
  const tornBytes = file.tornBytes + log.tornBytes;
  const parts = [
    ...(damagedBytes > 0 ? [`${damagedBytes} damaged bytes were left out`] : []),
    ...(tornBytes > 0 ? [`an unfinished end of ${tornBytes} bytes was cut off`] : []),
  ];
  return parts.length === 0 ? undefined : `${parts.join(' and ')}.`;
}

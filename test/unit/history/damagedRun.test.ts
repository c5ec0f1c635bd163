import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fillStore } from '../../../src/history/fillStore';
import { readRun } from '../../../src/history/readRun';
import type { SeriesKey } from '../../../src/series/seriesKey';
import { SessionStore } from '../../../src/series/sessionStore';
import {
  appendSeconds,
  beginRun,
  CPU,
  cpuAt,
  MEMORY,
  memoryAt,
  recorderOptions,
  rowsOf,
  RUN,
  SESSION,
  withRunFolder,
} from '../../support/recordedRun';

interface Files {
  readonly run: Buffer;
  readonly log: Buffer;
}

/** A small run that has just been flushed for the last time: a file, and a log of four parts. */
async function smallRun(): Promise<Files> {
  let files: Files | undefined;
  await withRunFolder(async (folder) => {
    const store = new SessionStore();
    const recorder = await beginRun(recorderOptions(folder));
    for (let second = 0; second < SECONDS; second += 3) {
      appendSeconds(store, second, second + 3);
      recorder.output.add(`line ${second}\n`);
      await recorder.flush(SESSION, store);
    }
    files = { run: await readFile(folder.runPath(RUN)), log: await readFile(folder.logPath(RUN)) };
    await recorder.end(SESSION, store);
  });
  if (files === undefined) throw new Error('nothing was recorded');
  return files;
}

/** The same run once it has ended: one file. */
async function endedRun(): Promise<Files> {
  let run: Buffer | undefined;
  await withRunFolder(async (folder) => {
    const store = new SessionStore();
    const recorder = await beginRun(recorderOptions(folder));
    appendSeconds(store, 0, SECONDS);
    await recorder.end(SESSION, store);
    run = await readFile(folder.runPath(RUN));
  });
  return { run: run ?? Buffer.alloc(0), log: Buffer.alloc(0) };
}

/** The rows that a run gives, as text, gaps apart; undefined when it cannot be read. */
function rowTexts({ run, log }: Files): readonly string[] | undefined {
  const read = readRun(run, log);
  if (read.kind === 'unreadable') return undefined;
  const store = new SessionStore();
  fillStore(read, store);
  return [CPU, MEMORY].flatMap((key) =>
    rowsOf(store, key)
      .filter(([, value]) => !Number.isNaN(value))
      .map(([second, value]) => rowText(key, second, value)),
  );
}

function rowText({ metric }: SeriesKey, second: number, value: number): string {
  return `${metric} ${second} ${value}`;
}

interface RecordSpan {
  readonly file: keyof Files;
  readonly kind: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Where the records of both files lie, from the lengths that stand in them. */
function spansOf(files: Files): readonly RecordSpan[] {
  return FILES.flatMap((file) => {
    const spans: RecordSpan[] = [];
    for (let startsAt = 0; startsAt < files[file].length; startsAt = spans.at(-1)?.endsAt ?? NaN) {
      const kind = files[file].toString('latin1', startsAt + 2, startsAt + 3);
      spans.push({ file, kind, startsAt, endsAt: startsAt + 11 + files[file].readUInt32LE(startsAt + 3) });
    }
    return spans;
  });
}

const FILES = ['run', 'log'] as const;

/** What must be read where only these records are whole: nothing without a header, no row without the dictionary. */
function readable(spans: readonly RecordSpan[], isWhole: (span: RecordSpan) => boolean): readonly string[] | undefined {
  const isThere = (kind: string): boolean => spans.some((span) => span.kind === kind && isWhole(span));
  if (!isThere('H')) return undefined;
  const blocks = spans.filter(({ kind }) => kind === 'B');
  const seconds = isThere('S')
    ? Array.from({ length: SECONDS }, (_, second) => second).filter((second) => {
        const block = blocks[Math.floor((second * blocks.length) / SECONDS)];
        return block !== undefined && isWhole(block);
      })
    : [];
  return [
    ...seconds.map((second) => rowText(CPU, second, cpuAt(second))),
    ...seconds.map((second) => rowText(MEMORY, second, memoryAt(second))),
  ];
}

const SECONDS = 12;

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('a run file', () => {
  for (const [what, files] of [
    ['while it is written', smallRun],
    ['once it has ended', endedRun],
  ] as const) {
    it(`${what}, cut off at any byte, gives all that came before and nothing else`, async () => {
      const whole = await files();
      const spans = spansOf(whole);
      for (const name of FILES) {
        for (let length = 0; length <= whole[name].length; length++) {
          const cut = { ...whole, [name]: whole[name].subarray(0, length) };
          const expected = readable(spans, ({ file, endsAt }) => file !== name || endsAt <= length);
          assert.deepEqual(rowTexts(cut), expected, `${name} cut at ${length}`);
          const read = readRun(cut.run, cut.log);
          if (read.kind === 'run') assert.ok(read.fileBytes <= cut.run.length);
        }
      }
    });

    it(`${what}, with any bit flipped, gives all but the record with that bit, and says that something is missing`, async () => {
      const whole = await files();
      const spans = spansOf(whole);
      for (const name of FILES) {
        for (let bit = 0; bit < whole[name].length * 8; bit++) {
          const damaged = { ...whole, [name]: flipped(whole[name], bit) };
          const isHit = ({ file, startsAt, endsAt }: RecordSpan): boolean =>
            file === name && startsAt <= bit >> 3 && bit >> 3 < endsAt;
          const read = readRun(damaged.run, damaged.log);
          assert.ok(read.kind === 'unreadable' || read.damage !== undefined, `${name} bit ${bit}`);
          // Reading the values as well takes long: one bit of each byte will do.
          if (bit % 8 !== 3) continue;
          const expected = readable(spans, (span) => !isHit(span));
          assert.deepEqual(rowTexts(damaged), expected, `${name} bit ${bit}`);
        }
      }
    }).timeout(60_000);
  }

  it('computes no rate across a part that was lost', async () => {
    const { run, log } = await smallRun();
    // The second of the parts: its bytes begin with a marker as all do.
    const starts = [...log.toString('latin1').matchAll(/\x9dRB/g)].map(({ index }) => index);
    const read = readRun(run, flipped(log, ((starts[1] ?? NaN) + 20) * 8));
    assert.ok(read.kind === 'run');
    const store = new SessionStore();
    fillStore(read, store);
    const seconds = rowsOf(store, CPU).map(([second, value]) => (Number.isNaN(value) ? 'gap' : second));
    assert.deepEqual(seconds, [0, 1, 2, 'gap', 6, 7, 8, 9, 10, 11]);
  });

  it('of a later version, or none at all, is refused with a reason', () => {
    assert.deepEqual(readRun(Buffer.alloc(0)), { kind: 'unreadable', reason: 'The file is empty.' });
    const nonsense = readRun(Buffer.from('{"this is": "something else"}'));
    assert.ok(nonsense.kind === 'unreadable');
    assert.match(nonsense.reason, /nothing that can be read/);
  });
});

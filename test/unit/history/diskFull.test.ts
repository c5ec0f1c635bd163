import assert from 'node:assert/strict';
import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openRandomAccess, type OpenFile } from '../../../src/history/appendFile';
import { fillStore } from '../../../src/history/fillStore';
import { RunFolder } from '../../../src/history/runFolder';
import { SessionStore } from '../../../src/series/sessionStore';
import {
  appendSeconds,
  beginRun,
  CPU,
  cpuAt,
  recorderOptions,
  rowsOf,
  RUN,
  secondsOf,
  SESSION,
  withRunFolder,
} from '../../support/recordedRun';
import { T0 } from '../../support/rounds';
import { seededRandom } from '../../support/seededRandom';
import { mayMount, withSmallDisk } from '../../support/smallDisk';

/** A disk on which so many bytes are free; a write that does not fit gets half through, as on a real one. */
class SmallDisk {
  constructor(public freeBytes: number) {}

  readonly openFile: OpenFile = async (path) => {
    const file = await openRandomAccess(path);
    return {
      ...file,
      write: async (bytes, position) => {
        if (bytes.length <= this.freeBytes) {
          this.freeBytes -= bytes.length;
          return file.write(bytes, position);
        }
        await file.write(bytes.subarray(0, this.freeBytes), position);
        this.freeBytes = 0;
        throw new Error('ENOSPC: no space left on device, write');
      },
    };
  };
}

async function storedRows(folder: RunFolder): Promise<ReturnType<typeof rowsOf>> {
  const run = await folder.read(RUN);
  assert.ok(run.kind === 'run');
  const store = new SessionStore();
  fillStore(run, store);
  return rowsOf(store, CPU);
}

describe('a recorder whose disk is full', () => {
  it('says it once, and writes everything when there is room again', () =>
    withRunFolder(async (folder) => {
      const disk = new SmallDisk(800);
      const options = recorderOptions(folder, { openFile: disk.openFile });
      const recorder = await beginRun(options);
      const store = new SessionStore();
      for (let second = 0; second < 100; second += 5) {
        appendSeconds(store, second, second + 5);
        await recorder.flush(SESSION, store);
      }
      assert.deepEqual(options.problems, ['ENOSPC: no space left on device, write']);
      const meanwhile = await storedRows(folder);
      assert.ok(meanwhile.length > 0 && meanwhile.length < 100);
      assert.deepEqual(meanwhile, secondsOf(0, meanwhile.length, cpuAt));
      disk.freeBytes = 1e6;
      await recorder.flush(SESSION, store);
      assert.deepEqual(await storedRows(folder), secondsOf(0, 100, cpuAt));
      await recorder.end(SESSION, store);
      assert.deepEqual(await storedRows(folder), secondsOf(0, 100, cpuAt));
      assert.equal(options.problems.length, 1);
    }));

  it('holds what waits within bounds, and leaves a gap for what it had to give up', () =>
    withRunFolder(async (folder) => {
      const disk = new SmallDisk(0);
      const recorder = await beginRun(recorderOptions(folder, { openFile: disk.openFile, mostWaitingBytes: 1_000 }));
      const store = new SessionStore();
      const second = 1_000;
      for (let from = 0; from < second; from += 10) {
        appendSeconds(store, from, from + 10);
        await recorder.flush(SESSION, store);
      }
      disk.freeBytes = Infinity;
      await recorder.flush(SESSION, store);
      appendSeconds(store, second, second + 10);
      await recorder.end(SESSION, store);
      const rows = await storedRows(folder);
      const gapAt = rows.findIndex(([, value]) => Number.isNaN(value));
      assert.ok(gapAt > 0);
      assert.deepEqual(rows.slice(0, gapAt), secondsOf(0, gapAt, cpuAt));
      assert.deepEqual(rows.slice(-10), secondsOf(second, second + 10, cpuAt));
    }));

  it('cannot begin in a folder that is read-only, and says why', () =>
    withRunFolder(async (_, path) => {
      const folder = new RunFolder(join(path, 'runs'));
      const options = recorderOptions(folder, {
        openFile: () => Promise.reject(new Error('EROFS: read-only file system, open')),
      });
      await assert.rejects(beginRun(options), /EROFS/);
      await mkdir(join(path, 'locked'));
      await chmod(join(path, 'locked'), 0o500);
      // Root may write everywhere: what the system says is then not to be had.
      if (process.getuid?.() === 0) return;
      await assert.rejects(beginRun(recorderOptions(new RunFolder(join(path, 'locked', 'runs')))), /EACCES/);
    }));

  if (mayMount()) {
    it('does so on a real disk too', () =>
      withSmallDisk(64, async (disk) => {
        const folder = new RunFolder(join(disk, 'runs'));
        const options = recorderOptions(folder);
        const recorder = await beginRun(options);
        const store = new SessionStore();
        appendSeconds(store, 0, 5);
        await recorder.flush(SESSION, store);
        await fillUp(join(disk, 'filler'));
        // Small writes may still fit into the last page of a file: noise makes them large.
        const random = seededRandom(3);
        for (let second = 5; second < 3_000 && options.problems.length === 0; second += 100) {
          appendSeconds(store, second, second + 100);
          for (let i = second; i < second + 100; i++) store.series(NOISE)?.append(T0 + i * 1_000, random() * 1e12);
          await recorder.flush(SESSION, store);
        }
        assert.match(options.problems.join(), /^ENOSPC[^,]*, write$/);
        await rm(join(disk, 'filler'));
        await recorder.end(SESSION, store);
        const rows = await storedRows(folder);
        assert.deepEqual(rows, secondsOf(rows[0]?.[0] ?? NaN, (rows.at(-1)?.[0] ?? NaN) + 1, cpuAt));
        assert.equal(rows.at(-1)?.[0], rowsOf(store, CPU).at(-1)?.[0]);
        assert.equal(options.problems.length, 1);
      }));

    it('cannot begin on a real disk that is read-only', () =>
      withSmallDisk(64, async (disk, remount) => {
        const folder = new RunFolder(join(disk, 'runs'));
        await folder.create();
        await remount('ro');
        await assert.rejects(beginRun(recorderOptions(folder)), /EROFS/);
      }));
  }
});

const NOISE = { metric: 'process.memory.virtual', attributes: '' } as const;

/** Leaves no room on the disk of this file. */
async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (;;) await file.write(Buffer.alloc(4096));
  } catch (error) {
    assert.match(String(error), /ENOSPC/);
  } finally {
    await file.close();
  }
}

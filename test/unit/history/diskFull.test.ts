import assert from 'node:assert/strict';
import { chmod, mkdir } from 'node:fs/promises';
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
});

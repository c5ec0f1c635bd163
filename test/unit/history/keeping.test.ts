import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runsToRemove, type KeptRun } from '../../../src/history/retention';
import { RunCatalog } from '../../../src/history/runCatalog';
import { newRunId } from '../../../src/history/runFolder';
import { SessionStore } from '../../../src/series/sessionStore';
import { appendSeconds, beginRun, recorderOptions, RUN, SESSION, withRunFolder } from '../../support/recordedRun';

const DAY_MS = 86_400_000;
const LIMITS = { maxAgeMs: 7 * DAY_MS, maxBytes: 100 };
const NOW = 100 * DAY_MS;

function run(daysAgo: number, bytes: number, more: Partial<KeptRun> = {}): KeptRun {
  return { endedAtMs: NOW - daysAgo * DAY_MS, bytes, isPinned: false, isWriting: false, ...more };
}

describe('retention', () => {
  it('keeps what is young and small enough', () => {
    assert.deepEqual(runsToRemove([run(0, 40), run(7, 60)], LIMITS, NOW), []);
    assert.deepEqual(runsToRemove([], LIMITS, NOW), []);
  });

  it('removes what is too old', () => {
    const old = run(7.01, 1);
    assert.deepEqual(runsToRemove([run(1, 1), old], LIMITS, NOW), [old]);
  });

  it('removes the oldest until the rest is small enough', () => {
    const runs = [run(1, 50), run(3, 30), run(2, 30)];
    assert.deepEqual(runsToRemove(runs, LIMITS, NOW), [runs[1]]);
  });

  it('leaves pinned runs and those that are written, but counts their bytes', () => {
    const pinned = run(50, 60, { isPinned: true });
    const writing = run(20, 30, { isWriting: true });
    const recent = run(1, 20);
    assert.deepEqual(runsToRemove([recent, pinned, writing], LIMITS, NOW), [recent]);
  });
});

describe('a folder of runs', () => {
  it('is empty where it does not exist', () =>
    withRunFolder(async (folder, path) => {
      assert.deepEqual(await folder.ids(), []);
      await writeFile(join(path, 'notes.txt'), '');
      await writeFile(join(path, '..%2f.run'), '');
      assert.deepEqual(await folder.ids(), []);
      assert.equal(await folder.summary(RUN), undefined);
      assert.deepEqual(await folder.note(RUN), {});
      assert.equal(await folder.bytes(RUN), 0);
    }));

  it('lists runs by their start, under unique names', () => {
    const ids = [newRunId(2_000, 'a'), newRunId(1_000, 'b'), newRunId(1_700_000_000_000, 'c'), newRunId(1_000, 'c')];
    assert.deepEqual([...ids].sort(), [ids[1], ids[3], ids[0], ids[2]]);
  });

  it('counts the evidence of a run, and removes it with the run', () =>
    withRunFolder(async (folder) => {
      await folder.create();
      await mkdir(folder.evidencePath(RUN));
      await writeFile(join(folder.evidencePath(RUN), 'a.cpuprofile'), 'x'.repeat(1_000));
      assert.equal(await folder.bytes(RUN), 1_000);
      await folder.remove(RUN);
      assert.equal(await folder.bytes(RUN), 0);
    }));

  it('keeps what a person says of a run, whoever writes the run meanwhile', () =>
    withRunFolder(async (folder) => {
      const store = new SessionStore();
      const recorder = await beginRun(recorderOptions(folder));
      appendSeconds(store, 0, 5);
      await folder.writeNote(RUN, { name: 'before the fix', isPinned: true });
      await recorder.end(SESSION, store);
      assert.deepEqual(await folder.note(RUN), { name: 'before the fix', isPinned: true });
      assert.equal((await folder.summary(RUN))?.outcome, 'interrupted');
    }));

  it('lets one window alone continue a run', () =>
    withRunFolder(async (folder) => {
      const claims = await Promise.all([folder.claim(RUN, 7), folder.claim(RUN, 7), folder.claim(RUN, 7)]);
      assert.equal(claims.filter(Boolean).length, 1);
      await folder.release(RUN);
      assert.equal(await folder.claim(RUN, 7), true);
    }));

  it('leaves a run that a window is about to continue to that window, and settles one that nobody continues', () =>
    withRunFolder(async (folder) => {
      const store = new SessionStore();
      const recorder = await beginRun(recorderOptions(folder, { writerPid: 6 }));
      appendSeconds(store, 0, 5);
      await recorder.flush(SESSION, store);
      await recorder.summarize(SESSION, store);
      const alive = new Set([7]);
      const catalog = new RunCatalog(folder, (pid) => alive.has(pid));
      await folder.claim(RUN, 7);
      await catalog.settle();
      assert.equal((await folder.summary(RUN))?.outcome, 'running');
      // The window died before it got to it.
      alive.delete(7);
      await catalog.settle();
      assert.equal((await folder.summary(RUN))?.outcome, 'interrupted');
      await recorder.end(SESSION, store);
    }));

  it('removes a run with all its files', () =>
    withRunFolder(async (folder, path) => {
      const recorder = await beginRun(recorderOptions(folder));
      await recorder.end(SESSION, new SessionStore());
      await folder.writeNote(RUN, { isPinned: true });
      await folder.remove(RUN);
      assert.deepEqual(await readdir(path), []);
    }));

  it('makes no path of what is not an id', () =>
    withRunFolder(async (folder) => {
      for (const id of ['../x-y', 'a-b/c', '', 'a-', '..'])
        await assert.rejects(async () => folder.remove(id), /does not name a run/);
    }));

  it('takes a damaged summary for none', () =>
    withRunFolder(async (folder, path) => {
      await writeFile(join(path, `${RUN}.json`), '{"version":1,');
      assert.equal(await folder.summary(RUN), undefined);
      await writeFile(join(path, `${RUN}.json`), '{"version":99}');
      assert.equal(await folder.summary(RUN), undefined);
    }));
});

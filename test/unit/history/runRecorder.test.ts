import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { fillStore } from '../../../src/history/fillStore';
import type { StoredRun } from '../../../src/history/readRun';
import type { RunFolder } from '../../../src/history/runFolder';
import { RunRecorder } from '../../../src/history/runRecorder';
import { OutputTail } from '../../../src/history/outputTail';
import { SeriesDictionary } from '../../../src/history/seriesDictionary';
import { SessionStore } from '../../../src/series/sessionStore';
import type { Session } from '../../../src/shared/state';
import {
  appendSeconds,
  beginRun,
  CPU,
  cpuAt,
  HEADER,
  MEMORY,
  memoryAt,
  recorderOptions,
  rowsOf,
  RUN,
  secondsOf,
  SESSION,
  withRunFolder,
} from '../../support/recordedRun';
import { T0 } from '../../support/rounds';

async function stored(folder: RunFolder): Promise<StoredRun> {
  const run = await folder.read(RUN);
  assert.ok(run.kind === 'run', run.kind === 'run' ? '' : run.reason);
  return run;
}

function storeOf(run: StoredRun): SessionStore {
  const store = new SessionStore();
  fillStore(run, store);
  return store;
}

const ENDED: Session = {
  ...SESSION,
  state: 'crashed',
  endedAtMs: T0 + 60_000,
  exitCode: 3,
  reason: 'Exited with code 3.',
  events: [...SESSION.events, { kind: 'crashed', timeMs: T0 + 60_000, text: 'Exited with code 3.' }],
};

describe('a recorder of a run', () => {
  it('has on the disk after each flush what came before it', () =>
    withRunFolder(async (folder) => {
      const store = new SessionStore();
      const recorder = await beginRun(recorderOptions(folder));
      for (let second = 0; second < 20; second += 5) {
        appendSeconds(store, second, second + 5);
        await recorder.flush(SESSION, store);
        const run = await stored(folder);
        assert.deepEqual(run.session, SESSION);
        assert.deepEqual(rowsOf(storeOf(run), CPU), secondsOf(0, second + 5, cpuAt));
        assert.deepEqual(rowsOf(storeOf(run), MEMORY), secondsOf(0, second + 5, memoryAt));
      }
      await recorder.end(SESSION, store);
    }));

  it('leaves one file with everything, and a summary', () =>
    withRunFolder(async (folder, path) => {
      const store = new SessionStore();
      const recorder = await beginRun(recorderOptions(folder));
      appendSeconds(store, 0, 60);
      recorder.output.add('one\ntwo --token abc\nthree');
      await recorder.end(ENDED, store);
      assert.deepEqual((await readdir(path)).sort(), [`${RUN}.json`, `${RUN}.run`]);
      const run = await stored(folder);
      assert.deepEqual(run.header, HEADER);
      assert.deepEqual(run.session, ENDED);
      assert.deepEqual(run.output, ['one', 'two --token ***', 'three']);
      assert.equal(run.damage, undefined);
      const summary = await folder.summary(RUN);
      assert.equal(summary?.outcome, 'crashed');
      assert.equal(summary.exitCode, 3);
      assert.equal(summary.peakCpuCores, 0.25);
      assert.equal(summary.peakMemoryBytes, Math.max(...secondsOf(0, 60, memoryAt).map(([, bytes]) => bytes)));
    }));

  it('keeps how a program answered its health checks', () =>
    withRunFolder(async (folder) => {
      const asked: Session = {
        ...SESSION,
        events: [
          ...SESSION.events,
          { kind: 'healthy', timeMs: T0 + 5_000, text: 'Answers' },
          { kind: 'healthUnknown', timeMs: T0 + 20_000, text: 'Not known yet whether it answers' },
          { kind: 'unhealthy', timeMs: T0 + 30_000, text: 'server: port 3000 did not answer within 3 s' },
        ],
      };
      const recorder = await beginRun(recorderOptions(folder));
      await recorder.end(asked, new SessionStore());
      assert.deepEqual((await stored(folder)).session.events, asked.events);
    }));

  it('closes chunks that are full and begins the log anew', () =>
    withRunFolder(async (folder) => {
      const store = new SessionStore();
      const recorder = await beginRun(recorderOptions(folder));
      recorder.output.add('kept\n');
      for (let second = 0; second < 1_500; second += 50) {
        appendSeconds(store, second, second + 50);
        await recorder.flush(SESSION, store);
      }
      const log = await readFile(folder.logPath(RUN));
      const run = await stored(folder);
      assert.deepEqual(
        run.sealed.map(({ chunk }) => chunk),
        [0, 1],
      );
      assert.ok(log.length < 20_000, `${log.length} bytes in the log`);
      assert.deepEqual(run.output, ['kept']);
      assert.deepEqual(rowsOf(storeOf(run), CPU), secondsOf(0, 1_500, cpuAt));
      await recorder.end(ENDED, store);
      assert.deepEqual(rowsOf(storeOf(await stored(folder)), MEMORY), secondsOf(0, 1_500, memoryAt));
    }));

  it('keeps gaps', () =>
    withRunFolder(async (folder) => {
      const store = new SessionStore();
      const recorder = await beginRun(recorderOptions(folder));
      appendSeconds(store, 0, 3);
      store.find(CPU)?.appendGap(T0 + 2_500);
      appendSeconds(store, 10, 12);
      await recorder.end(ENDED, store);
      assert.deepEqual(rowsOf(storeOf(await stored(folder)), CPU), [
        ...secondsOf(0, 3, cpuAt),
        [2.5, NaN],
        ...secondsOf(10, 12, cpuAt),
      ]);
    }));

  it('writes what it can at once when the process is about to go', () =>
    withRunFolder(async (folder) => {
      const store = new SessionStore();
      const recorder = await beginRun(recorderOptions(folder));
      appendSeconds(store, 0, 5);
      const flushing = recorder.flush(SESSION, store);
      appendSeconds(store, 5, 8);
      recorder.flushNow(SESSION, store);
      assert.deepEqual(rowsOf(storeOf(await stored(folder)), CPU), secondsOf(0, 8, cpuAt));
      await flushing;
      await recorder.end(SESSION, store);
      assert.deepEqual(rowsOf(storeOf(await stored(folder)), CPU), secondsOf(0, 8, cpuAt));
    }));

  it('goes on with a run whose writer has gone, behind a gap, in the same file', () =>
    withRunFolder(async (folder, path) => {
      const store = new SessionStore();
      const first = await beginRun(recorderOptions(folder));
      first.output.add('before\n');
      for (let second = 0; second < 640; second += 40) {
        appendSeconds(store, second, second + 40);
        await first.flush(SESSION, store);
      }
      const run = await stored(folder);
      const resumed = storeOf(run);
      const dictionary = new SeriesDictionary(run.keys);
      dictionary.take(resumed);
      const output = new OutputTail(run.output);
      const second = await RunRecorder.resume(RUN, run, dictionary, output, recorderOptions(folder));
      second.output.add('after\n');
      resumed.find(CPU)?.appendGap(T0 + 641_000);
      resumed.find(MEMORY)?.appendGap(T0 + 641_000);
      appendSeconds(resumed, 700, 720);
      await second.flush(SESSION, resumed);
      const expected = [...secondsOf(0, 640, cpuAt), [641, NaN], ...secondsOf(700, 720, cpuAt)];
      assert.deepEqual(rowsOf(storeOf(await stored(folder)), CPU), expected);
      await second.end(ENDED, resumed);
      const whole = await stored(folder);
      assert.deepEqual(rowsOf(storeOf(whole), CPU), expected);
      assert.deepEqual(whole.session, ENDED);
      assert.deepEqual(whole.output, ['before', 'after']);
      assert.equal((await readdir(path)).filter((name) => name.endsWith('.run')).length, 1);
      await first.end(SESSION, store);
    }));
});

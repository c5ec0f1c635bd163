import assert from 'node:assert/strict';
import { closeSync, openSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePieces } from '../../../src/exporting/files/writePieces';
import { RunFolder } from '../../../src/history/runFolder';
import { chooseSource } from '../../../src/sampling/chooseSource';
import { processCpuSeconds } from '../../../src/sampling/cpuMeter';
import { Sampler } from '../../../src/sampling/sampler';
import { createSystemClock } from '../../../src/sampling/systemClock';
import { SessionStore } from '../../../src/series/sessionStore';
import { INSIDE_VARIABLE, passesInside } from '../../support/insideLimits';
import { appendSeconds, beginRun, recorderOptions, SESSION, withRunFolder } from '../../support/recordedRun';
import { waitFor } from '../../support/waitFor';

const INSIDE = process.env[INSIDE_VARIABLE];

const WAIT = { timeoutMs: 30_000 };

if (INSIDE === 'descriptors') {
  describe('a process that may open no more files', function () {
    this.timeout(60_000);

    it('is told that sampling failed, why, and that it works again once files can be opened', async () => {
      const clock = createSystemClock();
      const { source } = chooseSource('procfs', { platform: 'linux' }, clock);
      const logged: string[] = [];
      let values: readonly (number | undefined)[] = [];
      const sampler = new Sampler(
        {
          source,
          clock,
          cpuSeconds: processCpuSeconds,
          droppedSamples: () => 0,
          log: (text) => logged.push(text),
          onRound: ({ processes }) => {
            values = [...values, processes[0]?.readings.find(({ metric }) => metric === 'process.memory.usage')?.value];
          },
          onStatus: () => undefined,
          onSelf: () => undefined,
        },
        100,
      );
      const self = await source.find(process.pid);
      assert.ok(self);
      sampler.watch('s', [self]);
      const rounds = async (count: number): Promise<void> => {
        values = [];
        await waitFor(() => values.length >= count, { ...WAIT, what: `${count} rounds` });
      };
      await rounds(2);
      const release = openAll();
      try {
        await waitFor(() => logged.some((text) => /^Sampling failed and goes on: .*EMFILE/.test(text)), {
          ...WAIT,
          what: 'the reason in the log',
        });
      } finally {
        release();
      }
      await rounds(3);
      assert.ok((values.at(-1) ?? 0) > 0);
      assert.equal(logged.at(-1), 'Sampling works again.');
      sampler.dispose();
      source.dispose();
    });

    it('keeps writing the run that it writes, says why another cannot begin, and can later', () =>
      withRunFolder(async (folder, path) => {
        const options = recorderOptions(folder);
        const store = new SessionStore();
        const recorder = await beginRun(options);
        const release = openAll();
        try {
          appendSeconds(store, 0, 5);
          await recorder.flush(SESSION, store);
          await assert.rejects(beginRun(recorderOptions(new RunFolder(join(path, 'other')))), /EMFILE/);
        } finally {
          release();
        }
        const other = await beginRun(recorderOptions(new RunFolder(join(path, 'other'))));
        await other.end(SESSION, store);
        await recorder.end(SESSION, store);
      }));
  });
} else if (INSIDE === 'stranger') {
  describe('a user to whom a folder does not belong', () => {
    const folder = process.env.PROCESS_MONITOR_TEST_FOLDER ?? '';

    it('is told that it may not record or export there', async () => {
      assert.notEqual(process.getuid?.(), 0);
      await assert.rejects(beginRun(recorderOptions(new RunFolder(join(folder, 'runs')))), /EACCES/);
      const pieces = function* () {
        yield { text: 'a', done: 1 };
      };
      const written = await writePieces(join(folder, 'run.json'), pieces(), {
        onProgress: () => undefined,
        isCancelled: () => false,
      });
      assert.deepEqual(written, { kind: 'failed', code: 'EACCES' });
    });
  });
} else {
  describe('the limits of a process', function () {
    this.timeout(60_000);

    before(function () {
      if (process.platform !== 'linux') this.skip();
    });

    it('EMFILE: no more files than so many', () =>
      passesInside(__filename, 'descriptors', ['prlimit', '--nofile=128']));

    it('EACCES: a folder of somebody else', async function () {
      if (process.getuid?.() !== 0) this.skip();
      const folder = await mkdtemp(join(tmpdir(), 'process-monitor-private-'));
      process.env.PROCESS_MONITOR_TEST_FOLDER = folder;
      try {
        await chmod(folder, 0o700);
        const user = ['--reuid=65534', '--regid=65534', '--clear-groups'];
        await passesInside(__filename, 'stranger', ['setpriv', ...user]);
      } finally {
        delete process.env.PROCESS_MONITOR_TEST_FOLDER;
        await rm(folder, { recursive: true });
      }
    });
  });
}

/** Opens files until the system gives no more; returns what closes them. */
function openAll(): () => void {
  const descriptors: number[] = [];
  try {
    for (;;) descriptors.push(openSync('/dev/null', 'r'));
  } catch (error) {
    assert.match(String(error), /EMFILE/);
  }
  return () => {
    for (const descriptor of descriptors.splice(0)) closeSync(descriptor);
  };
}

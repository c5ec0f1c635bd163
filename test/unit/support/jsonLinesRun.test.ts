import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionStore } from '../../../src/series/sessionStore';
import { JsonLinesRun, openJsonLines } from '../../support/history/jsonLinesRun';
import { CPU, cpuAt, MEMORY, memoryAt, rowsOf, secondsOf } from '../../support/recordedRun';
import { T0 } from '../../support/rounds';

describe('JsonLinesRun', () => {
  it('gives back the samples that were written in several pieces', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'process-monitor-lines-'));
    try {
      const path = join(folder, 'samples.jsonl.gz');
      const run = await JsonLinesRun.create(path);
      for (let second = 0; second < 25; second += 1) {
        run.add(CPU, T0 + second * 1_000, cpuAt(second));
        run.add(MEMORY, T0 + second * 1_000, memoryAt(second));
        if (second % 10 === 9) await run.flush();
      }
      await run.end();
      const store = new SessionStore();
      await openJsonLines(path, store);
      assert.deepEqual(rowsOf(store, CPU), secondsOf(0, 25, cpuAt));
      assert.deepEqual(rowsOf(store, MEMORY), secondsOf(0, 25, memoryAt));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

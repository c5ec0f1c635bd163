import assert from 'node:assert/strict';
import { currentValues } from '../../../../src/exporting/text/currentValues';
import { SessionStore } from '../../../../src/series/sessionStore';
import { PROCESS } from '../../../support/exportedSessions';
import { CPU, MEMORY } from '../../../support/recordedRun';

const NOBODY: ReadonlySet<typeof PROCESS> = new Set();

describe('current values', () => {
  it('are a counter as it was counted, and the newest of a gauge', () => {
    const store = new SessionStore();
    for (const second of [1, 2, 3]) {
      store.series(CPU)?.append(second * 1_000, second * 10);
      store.series(MEMORY)?.append(second * 1_000, second);
    }
    assert.deepEqual(
      currentValues(store, NOBODY, 0).map(({ key, timeMs, value }) => [key.metric, timeMs, value]),
      [
        ['process.cpu.time', 3_000, 30],
        ['process.memory.usage', 3_000, 3],
      ],
    );
  });

  it('are absent in a gap, when they are old, and of processes that have gone', () => {
    const store = new SessionStore();
    store.series(CPU)?.append(1_000, 1);
    store.series(CPU)?.appendGap(2_000);
    store.series(MEMORY)?.append(1_000, 1);
    store.series({ ...MEMORY, process: PROCESS })?.append(5_000, 1);
    assert.deepEqual(currentValues(store, NOBODY, 1_001), []);
    assert.equal(currentValues(store, new Set([PROCESS]), 1_001).length, 1);
  });
});

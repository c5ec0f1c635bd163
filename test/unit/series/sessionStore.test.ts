import assert from 'node:assert/strict';
import { DEFAULT_RETENTION } from '../../../src/series/retention';
import type { Eviction } from '../../../src/series/eviction';
import { SessionStore } from '../../../src/series/sessionStore';
import type { ProcessKey } from '../../../src/shared/sample';

const MEMORY = { metric: 'process.memory.usage', attributes: '' } as const;
const CPU = { metric: 'process.cpu.time', attributes: '' } as const;

function storeOf(maxSeries: number): { store: SessionStore; evictions: Eviction[]; held: () => number } {
  const evictions: Eviction[] = [];
  let heldBytes = 0;
  const store = new SessionStore(
    { maxSeries, retention: DEFAULT_RETENTION },
    { resized: (delta) => (heldBytes += delta), evicted: (eviction) => evictions.push(eviction) },
  );
  return { store, evictions, held: () => heldBytes };
}

describe('SessionStore', () => {
  it('returns the same series for the same key, and another for other attributes or another process', () => {
    const { store } = storeOf(10);
    const read = { metric: 'process.io', attributes: 'io.direction="read"' } as const;
    const all = [
      store.series(MEMORY),
      store.series(read),
      store.series({ ...read, attributes: '' }),
      store.series({ ...MEMORY, process: '1@5' }),
    ];
    assert.equal(new Set(all).size, 4);
    assert.equal(store.series({ ...read }), all[1]);
    assert.equal(store.find({ ...MEMORY, process: '1@5' }), all[3]);
    assert.equal(store.find({ ...MEMORY, process: '1@6' }), undefined);
    assert.equal(store.size, 4);
    assert.deepEqual(store.keys(), [MEMORY, read, { ...read, attributes: '' }, { ...MEMORY, process: '1@5' }]);
  });

  it('takes the instrument from the catalogue', () => {
    const { store } = storeOf(10);
    assert.equal(store.series(MEMORY)?.instrument, 'gauge');
    assert.equal(store.series(CPU)?.instrument, 'counter');
  });

  it('gives up the process that exited first when a new series has no room', () => {
    const { store, evictions } = storeOf(5);
    const total = store.series(MEMORY);
    const series = (['1@1', '2@1', '3@1'] as const).map((process) => store.series({ ...MEMORY, process }));
    store.series({ ...CPU, process: '2@1' });
    store.markEnded('3@1', 300);
    store.markEnded('2@1', 200);
    assert.ok(store.series({ ...MEMORY, process: '4@1' }) !== undefined);
    assert.deepEqual(
      series.map((each) => each?.isEvicted),
      [false, true, false],
    );
    assert.equal(total?.isEvicted, false);
    assert.deepEqual([store.size, store.evictedSeries], [4, 2]);
    assert.deepEqual(
      evictions.map((each) => each.kind === 'process' && [each.process, each.series]),
      [['2@1', 2]],
    );
    assert.equal(store.find({ ...MEMORY, process: '2@1' }), undefined);
  });

  it('takes a process whose series are asked for again for a living one, behind a gap', () => {
    const { store } = storeOf(2);
    const cpu = store.series({ ...CPU, process: '1@1' });
    cpu?.append(1_000, 1);
    cpu?.append(2_000, 2);
    store.markEnded('1@1', 2_500);
    assert.equal(store.endedAtMs, 2_500);
    assert.equal(store.series({ ...CPU, process: '1@1' }), cpu);
    assert.deepEqual(
      [store.endedAtMs, store.oldestExitMs, store.evictOldestProcess()],
      [undefined, undefined, undefined],
    );
    cpu?.append(9_000, 3);
    assert.equal(cpu?.latest, undefined, 'no rate across the time that nobody watched');
    store.markEnded('1@1', 9_500);
    assert.equal(store.oldestExitMs, 9_500);
  });

  it('refuses and counts a new series when nothing may be given up', () => {
    const { store } = storeOf(2);
    store.series(MEMORY);
    store.series({ ...MEMORY, process: '1@1' });
    assert.equal(store.series({ ...MEMORY, process: '2@1' }), undefined);
    assert.equal(store.series(CPU), undefined);
    assert.deepEqual([store.size, store.droppedSamples, store.evictedSeries], [2, 2, 0]);
    assert.ok(store.series(MEMORY) !== undefined);
  });

  it('drops and counts what is appended to a handle of an evicted series', () => {
    const { store, held } = storeOf(1);
    const handle = store.series({ ...MEMORY, process: '1@1' });
    handle?.append(1, 1);
    store.markEnded('1@1', 2);
    store.series(MEMORY);
    const before = held();
    assert.equal(handle?.append(3, 1), false);
    assert.deepEqual([store.droppedSamples, store.find({ ...MEMORY, process: '1@1' }), held()], [1, undefined, before]);
  });

  it('accounts for the bytes of all its series', () => {
    const { store, held } = storeOf(100);
    const all = (['1@1', '2@1'] as ProcessKey[]).map((process) => store.series({ ...MEMORY, process }));
    for (const series of all) for (let i = 0; i < 10_000; i++) series?.append(i * 1000, i);
    const sum = all.reduce((bytes, series) => bytes + (series?.bytes ?? 0), 0);
    assert.deepEqual([store.bytes, held()], [sum, sum]);
    store.markEnded('1@1', 1);
    store.evictOldestProcess();
    assert.equal(store.bytes, all[1]?.bytes);
    assert.equal(store.evictOldestProcess(), undefined);
  });

  it('gives up processes in the order of their exits, however late an exit is told', () => {
    const { store, evictions } = storeOf(10);
    for (const process of ['1@1', '2@1', '3@1', '4@1'] as const) store.series({ ...MEMORY, process });
    store.markEnded('2@1', 200);
    store.markEnded('4@1', 400);
    store.markEnded('1@1', 100);
    store.markEnded('3@1', 300);
    store.markEnded('1@1', 900);
    const exits = [];
    for (let ms = store.oldestExitMs; ms !== undefined; ms = store.oldestExitMs) {
      exits.push(ms);
      store.evictOldestProcess();
    }
    assert.deepEqual(exits, [100, 200, 300, 400]);
    assert.deepEqual(
      evictions.map((each) => each.kind === 'process' && each.process),
      ['1@1', '2@1', '3@1', '4@1'],
    );
  });

  it('has ended when its last process has exited', () => {
    const { store } = storeOf(10);
    assert.equal(store.endedAtMs, undefined);
    store.series({ ...MEMORY, process: '1@1' });
    store.series({ ...MEMORY, process: '2@1' });
    store.markEnded('2@1', 200);
    assert.equal(store.endedAtMs, undefined);
    store.markEnded('1@1', 100);
    assert.equal(store.endedAtMs, 200);
  });

  it('stays at 2,000 series however many processes come and go', () => {
    const store = new SessionStore();
    for (let pid = 1; pid <= 3_000; pid++) {
      store.series({ ...MEMORY, process: `${pid}@1` })?.append(pid, pid);
      store.markEnded(`${pid}@1`, pid);
    }
    assert.deepEqual([store.size, store.evictedSeries, store.droppedSamples], [2_000, 1_000, 0]);
  });
});

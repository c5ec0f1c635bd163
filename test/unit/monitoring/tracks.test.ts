import assert from 'node:assert/strict';
import { Tracks } from '../../../src/monitoring/tracks';
import type { Eviction } from '../../../src/series/eviction';
import { DEFAULT_RETENTION } from '../../../src/series/retention';
import { SessionStore } from '../../../src/series/sessionStore';

describe('Tracks of a store that is full', () => {
  function fullStore(): { store: SessionStore; told: Eviction[] } {
    const told: Eviction[] = [];
    const store = new SessionStore(
      { maxSeries: 1, retention: DEFAULT_RETENTION },
      { resized: () => undefined, evicted: (eviction) => told.push(eviction) },
    );
    new Tracks(store, '1@1').append('process.memory.usage', '', 0, 1);
    return { store, told };
  }

  it('show the newest values all the same, a counter as its rate, and say so once', () => {
    const { store, told } = fullStore();
    const tracks = new Tracks(store, '2@1');
    assert.equal(tracks.append('process.memory.usage', '', 1000, 50), 50);
    assert.equal(tracks.append('process.cpu.time', '', 1000, 3), undefined);
    assert.equal(tracks.append('process.cpu.time', '', 2000, 3.5), 0.5);
    assert.deepEqual(tracks.latest(), { 'process.memory.usage': 50, 'process.cpu.time': 0.5 });
    assert.deepEqual([store.size, store.droppedSamples], [1, 3]);
    assert.deepEqual(told, [{ kind: 'refused', maxSeries: 1 }]);
  });

  it('take no value that is not later or no number, and no rate across a gap or a reset', () => {
    const tracks = new Tracks(fullStore().store, '2@1');
    tracks.append('process.cpu.time', '', 1000, 3);
    assert.equal(tracks.append('process.cpu.time', '', 1000, 4), undefined);
    assert.equal(tracks.append('process.cpu.time', '', 2000, NaN), undefined);
    assert.equal(tracks.append('process.cpu.time', '', 3000, 4), 0.5);
    tracks.appendGap(3500);
    assert.deepEqual(tracks.latest(), {});
    assert.equal(tracks.append('process.cpu.time', '', 4000, 5), undefined);
    assert.equal(tracks.append('process.cpu.time', '', 5000, 1), undefined);
    assert.equal(tracks.append('process.cpu.time', '', 6000, 2), 1);
  });

  it('keep a history from when an exit has made room', () => {
    const { store } = fullStore();
    const tracks = new Tracks(store, '2@1');
    tracks.append('process.memory.usage', '', 1000, 50);
    store.markEnded('1@1', 1500);
    assert.equal(tracks.append('process.memory.usage', '', 2000, 60), 60);
    assert.equal(store.find({ process: '2@1', metric: 'process.memory.usage', attributes: '' })?.latest, 60);
  });
});

import assert from 'node:assert/strict';
import { MarkerSearch } from '../../../src/sampling/markerSearch';
import { processKey } from '../../../src/shared/sample';
import { FakeSource } from '../../support/sampling/fakeSource';
import { processInfo } from '../../support/rounds';

const MARKER = 'MONITOR=abc';

describe('MarkerSearch', () => {
  let source: FakeSource;
  let search: MarkerSearch;
  const [first, second] = [processInfo(10), processInfo(20)];

  beforeEach(() => {
    source = new FakeSource(() => 0);
    search = new MarkerSearch(source);
  });

  function markedPids(marker = MARKER): number[] {
    return [...search.marked(marker)].map((key) => Number.parseInt(key, 10));
  }

  it('asks nothing where no session has a marker', async () => {
    await search.learn([first, second], []);
    assert.deepEqual(source.searches, []);
  });

  it('looks at each process when it is new and once more, and then never again', async () => {
    await search.learn([first], [MARKER]);
    await search.learn([first, second], [MARKER]);
    const table = [first, second];
    await search.learn(table, [MARKER]);
    await search.learn(table, [MARKER]);
    await search.learn([...table], [MARKER]);
    assert.deepEqual(source.searches, [[10], [10, 20], [20], []]);
  });

  it('finds what a child has got only by its exec', async () => {
    await search.learn([first], [MARKER]);
    assert.deepEqual(markedPids(), []);
    source.environments.set(10, [MARKER]);
    await search.learn([first], [MARKER]);
    assert.deepEqual(markedPids(), [10]);
  });

  it('tells the markers of two sessions apart', async () => {
    source.environments.set(10, ['A=1']).set(20, ['B=2']);
    await search.learn([first, second], ['A=1', 'B=2']);
    assert.deepEqual([markedPids('A=1'), markedPids('B=2')], [[10], [20]]);
  });

  it('looks at all again for a marker that is new', async () => {
    await search.learn([first], ['A=1']);
    await search.learn([first], ['A=1']);
    source.environments.set(10, ['A=1', 'B=2']);
    await search.learn([first], ['A=1', 'B=2']);
    assert.deepEqual(markedPids('B=2'), [10]);
  });

  it('forgets a process that has gone, and keeps the set as it is while nothing changes', async () => {
    source.environments.set(10, [MARKER]).set(20, [MARKER]);
    await search.learn([first, second], [MARKER]);
    const before = search.marked(MARKER);
    await search.learn([first, second], [MARKER]);
    assert.equal(search.marked(MARKER), before);
    await search.learn([second], [MARKER]);
    assert.deepEqual([...search.marked(MARKER)], [processKey(second)]);
  });
});

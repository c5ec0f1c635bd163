import assert from 'node:assert/strict';
import { measureProportionalMemory } from '../../../src/sampling/measureProportionalMemory';
import { FakeClock } from '../../support/fakeClock';
import { processInfo } from '../../support/rounds';
import { FakeSource } from '../../support/sampling/fakeSource';

describe('measureProportionalMemory', () => {
  const clock = new FakeClock();

  it('reads each process, names those that cannot be read and leaves out those that have gone', async () => {
    const source = new FakeSource(() => 0);
    source.answers.set(20, 'failed').set(30, 'gone');
    const members = [10, 20, 30].map((pid) => processInfo(pid, 1, 1));
    assert.deepEqual(await measureProportionalMemory(source, clock, 's', members), {
      sessionId: 's',
      timeMs: clock.nowMs(),
      processes: [{ key: '10@1', bytes: 10_000 }],
      unreadable: ['program-20'],
    });
  });

  it('measures nothing of an empty tree', async () => {
    const { processes, unreadable } = await measureProportionalMemory(new FakeSource(() => 0), clock, 's', []);
    assert.deepEqual([processes, unreadable], [[], []]);
  });
});

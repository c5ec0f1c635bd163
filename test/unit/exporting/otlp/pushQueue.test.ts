import assert from 'node:assert/strict';
import { PushQueue, type PushQueuePorts, type Sent } from '../../../../src/exporting/otlp/pushQueue';
import { FakeClock } from '../../../support/fakeClock';

interface TestBatch {
  readonly name: string;
  readonly points: number;
}

const DOWN: Sent = { kind: 'failed', reason: 'refused', isPermanent: false };

/** A queue towards a backend that answers as `answer` says, and what it was sent and told. */
function queueTo(answer: () => Sent, more: Partial<PushQueuePorts<TestBatch>> = {}) {
  const clock = new FakeClock(0);
  const sent: string[] = [];
  const states: string[] = [];
  const queue = new PushQueue<TestBatch>({
    clock,
    random: () => 0.5,
    onState: (state) => states.push(state.kind === 'failing' ? state.reason : state.kind),
    send: (batch) => {
      sent.push(batch.name);
      return Promise.resolve(answer());
    },
    ...more,
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return { queue, clock, sent, states, settle };
}

describe('the queue to a backend', () => {
  it('sends in order, one at a time', async () => {
    const { queue, sent, settle } = queueTo(() => ({ kind: 'sent' }));
    for (const name of ['a', 'b', 'c']) queue.add({ name, points: 1 });
    assert.deepEqual(sent, ['a']);
    await settle();
    assert.deepEqual(sent, ['a', 'b', 'c']);
    assert.equal(queue.size, 0);
  });

  it('waits longer and longer for a backend that is down, and then sends what waited', async () => {
    let answer: Sent = DOWN;
    const { queue, clock, sent, states, settle } = queueTo(() => answer);
    queue.add({ name: 'a', points: 1 });
    queue.add({ name: 'b', points: 1 });
    await settle();
    const triedMs: number[] = [];
    for (let second = 0; second < 3_600; second++) {
      const before = sent.length;
      await clock.advance(1_000);
      if (sent.length > before) triedMs.push(clock.nowMs());
    }
    assert.deepEqual(triedMs.slice(0, 5), [1_000, 3_000, 7_000, 15_000, 31_000]);
    assert.ok(triedMs.length < 25, `${triedMs.length} tries in an hour`);
    answer = { kind: 'sent' };
    await clock.advance(300_000);
    await settle();
    assert.deepEqual(sent.slice(-2), ['a', 'b']);
    assert.equal(queue.dropped, 0);
    assert.deepEqual(states, ['refused', 'working']);
  });

  it('drops the oldest beyond its bound, counts them, and lets the one under way arrive', async () => {
    let arrive: (sent: Sent) => void = () => undefined;
    const { queue, settle } = queueTo(() => DOWN, {
      mostPoints: 10,
      send: () => new Promise((resolve) => (arrive = resolve)),
    });
    for (const name of ['a', 'b', 'c', 'd']) queue.add({ name, points: 4 });
    assert.equal(queue.dropped, 8);
    assert.equal(queue.size, 2);
    arrive({ kind: 'sent' });
    await settle();
    assert.equal(queue.size, 1);
    assert.equal(queue.dropped, 8);
  });

  it('gives up what the backend will never take, and goes on', async () => {
    const answers: Sent[] = [{ kind: 'failed', reason: 'HTTP 400', isPermanent: true }, { kind: 'sent' }];
    const { queue, clock, sent, settle } = queueTo(() => answers.shift() ?? DOWN);
    queue.add({ name: 'bad', points: 3 });
    queue.add({ name: 'good', points: 1 });
    await settle();
    await clock.advance(1_000);
    await settle();
    assert.deepEqual(sent, ['bad', 'good']);
    assert.equal(queue.dropped, 3);
  });

  it('sends nothing more once it is disposed', async () => {
    const { queue, clock, sent, settle } = queueTo(() => DOWN);
    queue.add({ name: 'a', points: 1 });
    await settle();
    queue.dispose();
    await clock.advance(600_000);
    queue.add({ name: 'b', points: 1 });
    await settle();
    assert.deepEqual(sent, ['a']);
  });
});

import assert from 'node:assert/strict';
import { EventLog } from '../../../src/monitoring/eventLog';

describe('EventLog', () => {
  it('keeps the newest 500 events', () => {
    const log = new EventLog();
    for (let i = 0; i < 600; i += 1) log.add({ kind: 'warning', timeMs: i, text: '' });
    assert.deepEqual([log.all().length, log.all()[0]?.timeMs], [500, 100]);
  });

  it('lets steps push out older steps, and nothing else', () => {
    const log = new EventLog();
    log.add({ kind: 'started', timeMs: 0, text: '' });
    for (let i = 1; i <= 450; i += 1) log.add({ kind: i % 10 === 0 ? 'warning' : 'step', timeMs: i, text: '' });
    const kinds = (kind: string): readonly number[] =>
      log.all().flatMap((event) => (event.kind === kind ? [event.timeMs] : []));
    assert.deepEqual([kinds('started'), kinds('warning').length, kinds('step').length], [[0], 45, 100]);
    assert.deepEqual([kinds('step').at(0), kinds('step').at(-1)], [339, 449]);
    assert.deepEqual(
      log.all().map(({ timeMs }) => timeMs),
      [...log.all()].map(({ timeMs }) => timeMs).sort((a, b) => a - b),
    );
  });
});

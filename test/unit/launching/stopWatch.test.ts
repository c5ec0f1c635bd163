import assert from 'node:assert/strict';
import { StopWatch } from '../../../src/launching/stopWatch';

const TERMINATED = { seq: 1, type: 'event', event: 'terminated' };

function request(command: string, args?: object): object {
  return { seq: 1, type: 'request', command, ...(args === undefined ? {} : { arguments: args }) };
}

describe('StopWatch', () => {
  for (const command of ['terminate', 'disconnect']) {
    it(`takes "${command}" for a person's wish to stop`, () => {
      assert.equal(new StopWatch().isStop(request(command)), true);
      assert.equal(new StopWatch().isStop(request(command, { restart: false })), true);
    });
  }

  it('does not take the stop before a restart for one', () => {
    assert.equal(new StopWatch().isStop(request('disconnect', { restart: true })), false);
  });

  it('does not take the farewell to a program that has ended by itself for one', () => {
    const watch = new StopWatch();
    watch.sent(TERMINATED);
    assert.equal(watch.isStop(request('disconnect')), false);
  });

  for (const message of [request('continue'), { type: 'response', command: 'terminate' }, 'terminate', undefined]) {
    it(`passes over ${JSON.stringify(message)}`, () => {
      assert.equal(new StopWatch().isStop(message), false);
    });
  }
});

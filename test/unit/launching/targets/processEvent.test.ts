import assert from 'node:assert/strict';
import { processEventFacts } from '../../../../src/launching/targets/processEvent';

describe('processEventFacts', () => {
  it('reads the process that the adapter names', () => {
    assert.deepEqual(processEventFacts({ name: 'a.py', systemProcessId: 700 }), [
      { kind: 'process', pid: 700, foundBy: 'process event' },
    ]);
  });

  it('says that the process is elsewhere, with or without a pid', () => {
    assert.deepEqual(processEventFacts({ name: 'api', isLocalProcess: false }), [
      { kind: 'processElsewhere', name: 'api' },
    ]);
  });

  it('has nothing to say without a pid', () => {
    for (const body of [{ name: 'api' }, { systemProcessId: 0 }, undefined, 'x']) {
      assert.deepEqual(processEventFacts(body), []);
    }
  });
});

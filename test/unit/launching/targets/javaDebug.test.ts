import assert from 'node:assert/strict';
import { javaProcessFacts, readJavaProcess } from '../../../../src/launching/targets/javaDebug';

describe('javaProcessFacts', () => {
  it('reads the process of the custom event', () => {
    assert.deepEqual(javaProcessFacts({ processId: 50, shellProcessId: 49 }), [
      { kind: 'process', pid: 50, foundBy: 'processid event' },
    ]);
  });

  it('reads the shell where the process is not known', () => {
    assert.deepEqual(javaProcessFacts({ processId: -1, shellProcessId: 49 }), [{ kind: 'shell', pid: 49 }]);
  });

  it('has nothing to say where neither is known', () => {
    for (const body of [{ processId: -1, shellProcessId: -1 }, {}, undefined, 7]) {
      assert.deepEqual(javaProcessFacts(body), []);
    }
  });
});

describe('readJavaProcess', () => {
  it('reads the process out of the answer', () => {
    assert.equal(readJavaProcess({ processId: 50, shellProcessId: -1 }), 50);
  });

  it('finds nothing where it is not known, or without an answer', () => {
    assert.equal(readJavaProcess({ processId: -1, shellProcessId: 49 }), undefined);
    assert.equal(readJavaProcess(undefined), undefined);
  });
});

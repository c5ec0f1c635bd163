import assert from 'node:assert/strict';
import { readChildName, readIdentity } from '../../../../src/launching/targets/jsDebug';

describe('readChildName', () => {
  it('reads the pid at the end of a name', () => {
    assert.deepEqual(readChildName('server.js [5116]'), { kind: 'process', pid: 5116 });
    assert.deepEqual(readChildName('server.js [5116] « Launch [1] (x)'), { kind: 'process', pid: 5116 });
  });

  it('knows workers, which belong to the process of another session', () => {
    assert.deepEqual(readChildName('[worker 1]'), { kind: 'worker' });
  });

  it('does not believe the 0 of an attached process, nor a name without a pid', () => {
    for (const name of ['Remote Process [0]', 'Remote Process [0] « attach', 'page', 'a [12] b', '[99999999999999]']) {
      assert.deepEqual(readChildName(name), { kind: 'unknown' });
    }
  });
});

describe('readIdentity', () => {
  it('reads pid and age, quoted or not', () => {
    assert.deepEqual(readIdentity(`'7231 2.261859167'`), { pid: 7231, uptimeSeconds: 2.261859167 });
    assert.deepEqual(readIdentity('7231 2'), { pid: 7231, uptimeSeconds: 2 });
  });

  it('refuses anything else', () => {
    for (const text of ['', 'undefined', '0 1.5', '-4 1', '12', "'12 x'", '1 2 3'])
      assert.equal(readIdentity(text), undefined);
  });
});

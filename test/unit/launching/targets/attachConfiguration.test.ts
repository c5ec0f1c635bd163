import assert from 'node:assert/strict';
import { attachPid } from '../../../../src/launching/targets/attachConfiguration';

describe('attachPid', () => {
  it('reads either name, as number or as text', () => {
    for (const args of [{ processId: 41 }, { processId: '41' }, { pid: 41 }, { processId: 'x', pid: 41 }]) {
      assert.equal(attachPid(args), 41);
    }
  });

  it('finds nothing in what is no pid', () => {
    for (const processId of ['${command:pickProcess}', -1, 0, 1.5, {}, '4e3', 2 ** 40]) {
      assert.equal(attachPid({ processId }), undefined);
    }
    assert.equal(attachPid(undefined), undefined);
  });
});

import assert from 'node:assert/strict';
import { memoryLimitBytes } from '../../../src/sampling/memoryLimit';

describe('the memory that programs may use', () => {
  it('is that of the control group where it is less than all', () => {
    assert.equal(memoryLimitBytes({ totalBytes: 16e9, constrainedBytes: 4e9 }), 4e9);
  });

  it('is all that there is where the control group has no limit', () => {
    for (const constrainedBytes of [undefined, 0, 2 ** 63, 16e9]) {
      assert.equal(memoryLimitBytes({ totalBytes: 16e9, constrainedBytes }), 16e9);
    }
  });
});

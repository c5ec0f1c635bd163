import assert from 'node:assert/strict';
import { cpuUncertaintyCores } from '../../../src/shared/cpuUncertainty';

describe('cpuUncertaintyCores', () => {
  it('is one tick of 10 ms over the interval', () => {
    assert.equal(cpuUncertaintyCores(250), 0.04);
    assert.equal(cpuUncertaintyCores(100), 0.1);
  });

  it('is not worth telling from half a second on', () => {
    assert.notEqual(cpuUncertaintyCores(499), undefined);
    assert.equal(cpuUncertaintyCores(500), undefined);
    assert.equal(cpuUncertaintyCores(1000), undefined);
  });
});

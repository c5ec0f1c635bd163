import assert from 'node:assert/strict';
import { starvation } from '../../../src/shared/starvation';

describe('starvation', () => {
  it('tells what was wanted and what was got', () => {
    assert.deepEqual(starvation(0.5, 0.5), { wantedCores: 1, gotCores: 0.5 });
    assert.deepEqual(starvation(0, 1), { wantedCores: 1, gotCores: 0 });
  });

  it('passes over a wait that is small, or small beside what was got', () => {
    assert.equal(starvation(0.1, 0.19), undefined);
    assert.equal(starvation(4, 0.9), undefined);
    assert.deepEqual(starvation(4, 1), { wantedCores: 5, gotCores: 4 });
  });

  it('says nothing where one of the two is not known', () => {
    assert.equal(starvation(undefined, 1), undefined);
    assert.equal(starvation(1, undefined), undefined);
  });
});

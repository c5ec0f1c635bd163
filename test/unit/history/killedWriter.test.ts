import assert from 'node:assert/strict';
import { killWriter } from '../../support/killedWriter';

describe('a run whose writer is killed', () => {
  it('opens with all that was flushed, at whatever moment', async function () {
    this.timeout(60_000);
    const kept = await Promise.all([0, 7, 40, 120, 300].map((afterMs) => killWriter(afterMs)));
    assert.equal(kept.length, 5);
  });
});

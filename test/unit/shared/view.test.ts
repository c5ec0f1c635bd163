import assert from 'node:assert/strict';
import { decodeView } from '../../../src/shared/view';

const view = { sessionId: 's', window: 60_000 };

describe('decodeView', () => {
  it('ignores a saved view that is corrupt', () => {
    assert.deepEqual(decodeView(view), view);
    for (const saved of [undefined, null, 1, 'x', {}, { sessionId: 's' }, { ...view, window: 'some' }]) {
      assert.equal(decodeView(saved), undefined);
    }
  });

  it('keeps a chosen span, but for one that ends before it begins', () => {
    const zoomed = { ...view, range: { fromMs: 1_000, toMs: 2_000 } };
    assert.deepEqual(decodeView(zoomed), zoomed);
    assert.equal(decodeView({ ...view, range: { fromMs: 2_000, toMs: 2_000 } }), undefined);
    assert.equal(decodeView({ ...view, range: { fromMs: 0, toMs: Infinity } }), undefined);
  });
});

import assert from 'node:assert/strict';
import { decodeSaved } from '../../../webview/savedState';

describe('the saved state of the panel', () => {
  it('comes back as it was', () => {
    const saved = {
      view: { sessionId: 'a', window: 60_000 },
      chosenNames: { application: 'queue' },
      statisticsSpan: 'run',
      isTable: true,
    };
    assert.deepEqual(decodeSaved(structuredClone(saved)), saved);
  });

  for (const corrupt of [undefined, null, 7, 'text', [], { view: 5 }, { view: { sessionId: 1 }, chosenNames: 'cpu' }]) {
    it(`is replaced by the first view where it is ${JSON.stringify(corrupt)}`, () => {
      const first = {
        view: undefined,
        chosenNames: {},
        statisticsSpan: 'window',
        isTable: false,
      };
      assert.deepEqual(decodeSaved(corrupt), first);
    });
  }

  it('loses what is not understood, and keeps the rest', () => {
    const decoded = decodeSaved({
      view: { sessionId: 'a', window: 3 },
      chosenNames: { application: 'queue', resources: 7, nonsense: 'x' },
    });
    assert.equal(decoded.view, undefined);
    assert.deepEqual(decoded.chosenNames, { application: 'queue' });
  });
});

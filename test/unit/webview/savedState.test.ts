import assert from 'node:assert/strict';
import { decodeSaved } from '../../../webview/savedState';

describe('the saved state of the panel', () => {
  it('comes back as it was', () => {
    const saved = { view: { sessionId: 'a', window: 60_000 }, selectedEvents: ['mark 7'], scrollY: 420 };
    assert.deepEqual(decodeSaved(structuredClone(saved)), saved);
  });

  for (const corrupt of [
    undefined,
    null,
    7,
    'text',
    [],
    { view: 5 },
    { view: { sessionId: 1 }, selectedEvents: 'mark 7' },
  ]) {
    it(`is replaced by the first view where it is ${JSON.stringify(corrupt)}`, () => {
      assert.deepEqual(decodeSaved(corrupt), { view: undefined, selectedEvents: [], scrollY: 0 });
    });
  }

  it('loses what is not understood, and keeps the rest', () => {
    const decoded = decodeSaved({ view: { sessionId: 'a', window: 3 }, selectedEvents: ['mark 7'], scrollY: '9' });
    assert.deepEqual(decoded, { view: undefined, selectedEvents: ['mark 7'], scrollY: 0 });
  });
});

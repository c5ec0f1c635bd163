import assert from 'node:assert/strict';
import { decodeSaved, FIRST_CHARTS } from '../../../webview/savedState';

describe('the saved state of the panel', () => {
  it('comes back as it was', () => {
    const saved = {
      view: { sessionId: 'a', window: 60_000 },
      chosenCharts: ['io', 'faults'],
      chosenNames: { application: 'queue' },
      statisticsSpan: 'run',
      isTable: true,
    };
    assert.deepEqual(decodeSaved(structuredClone(saved)), saved);
  });

  it('may leave no chart chosen', () => {
    assert.deepEqual(decodeSaved({ chosenCharts: [] }).chosenCharts, []);
  });

  for (const corrupt of [
    undefined,
    null,
    7,
    'text',
    [],
    { view: 5 },
    { view: { sessionId: 1 }, chosenCharts: 'cpu' },
  ]) {
    it(`is replaced by the first view where it is ${JSON.stringify(corrupt)}`, () => {
      const first = {
        view: undefined,
        chosenCharts: FIRST_CHARTS,
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
      chosenCharts: ['cpu', 'nonsense', 4],
      chosenNames: { application: 'queue', resources: 7, nonsense: 'x' },
    });
    assert.equal(decoded.view, undefined);
    assert.deepEqual(decoded.chosenCharts, ['cpu']);
    assert.deepEqual(decoded.chosenNames, { application: 'queue' });
  });
});

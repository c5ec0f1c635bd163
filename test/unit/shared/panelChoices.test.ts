import assert from 'node:assert/strict';
import { decodeChoices, FIRST_CHOICES } from '../../../src/shared/panelChoices';

describe('the choices of the panel', () => {
  it('come back as they were kept', () => {
    const kept = {
      isTable: true,
      statisticsSpan: 'run',
      chosenNames: { application: 'queue' },
      sorts: { statistics: { column: 'Max', direction: 'ascending' } },
    };
    assert.deepEqual(decodeChoices(structuredClone(kept)), kept);
  });

  for (const corrupt of [
    undefined,
    null,
    7,
    { ...FIRST_CHOICES, isTable: 'yes' },
    { ...FIRST_CHOICES, chosenNames: { nonsense: 'x' } },
  ]) {
    it(`are the first ones where they are ${JSON.stringify(corrupt)}`, () => {
      assert.deepEqual(decodeChoices(corrupt), FIRST_CHOICES);
    });
  }
});

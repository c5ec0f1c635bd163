import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attributesOf } from '../../../src/shared/sample';
import { attributesLabel } from '../../../src/shared/attributesLabel';

describe('the label of attributes', () => {
  for (const [given, label] of [
    [{}, ''],
    [{ name: 'orders' }, 'orders'],
    [{ name: 'orders', queue: 'eu', kind: 'big' }, 'orders kind=big queue=eu'],
    [{ 'v8js.resource.type': 'Timeout' }, 'Timeout'],
    [{ name: 'say "hi"', path: 'C:\\a' }, 'say "hi" path=C:\\a'],
    [{ name: 'a,b="c"', empty: '' }, 'a,b="c" empty='],
  ] as const) {
    it(`of ${JSON.stringify(given)} is ${JSON.stringify(label)}`, () => {
      assert.equal(attributesLabel(attributesOf(given)), label);
    });
  }

  it('gives back every value, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        assert.equal(attributesLabel(attributesOf({ name })), name);
      }),
    );
  });
});

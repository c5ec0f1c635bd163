import assert from 'node:assert/strict';
import { decodeBundle, formatted, t } from '../../../webview/l10n';

describe('the texts of the panel', () => {
  it('are English where there is no translation', () => {
    assert.equal(t('Show {0} alone', 'node'), 'Show node alone');
  });

  it('put values where the translation wants them, and leave a place without a value', () => {
    assert.equal(formatted('{1} von {0}, {2}', ['ganz', 3]), '3 von ganz, {2}');
  });

  it('take no value for a place, whatever a program calls itself', () => {
    assert.equal(formatted('{0} and {1}', ['{1}', '$&']), '{1} and $&');
  });

  it('are read from the bundle that the host hands over', () => {
    assert.deepEqual(decodeBundle('{"Memory":"Speicher","Odd":7}'), { Memory: 'Speicher' });
  });

  it('are English with a bundle that is not understood', () => {
    for (const given of [undefined, '', '[', 'null', '7', '"text"']) assert.deepEqual(decodeBundle(given), {}, given);
  });
});

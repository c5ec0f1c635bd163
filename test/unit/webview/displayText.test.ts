import assert from 'node:assert/strict';
import { displayText } from '../../../webview/displayText';

describe('a text from outside', () => {
  it('is shown as it is, whatever script it is written in', () => {
    assert.equal(displayText('node server.js <b>'), 'node server.js <b>');
    assert.equal(displayText('שרת'), 'שרת');
  });

  it('cannot turn the direction of writing, break the line or ring the bell', () => {
    assert.equal(displayText('evil\u202Egpj\n\u0007.exe'), 'evil\u{FFFD}gpj\u{FFFD}\u{FFFD}.exe');
  });

  it('is cut after 200 characters', () => {
    assert.equal(displayText('a'.repeat(10_000)).length, 201);
  });

  it('is never empty', () => {
    assert.equal(displayText('   '), '(no name)');
  });
});

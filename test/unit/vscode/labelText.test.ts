import assert from 'node:assert/strict';
import { labelText } from '../../../src/vscode/labelText';

describe('a name from outside in a label of the editor', () => {
  it('stays as it is where it is short', () => {
    assert.equal(labelText('Demo server (costs $5)'), 'Demo server (costs $5)');
  });

  it('is shortened at whole characters', () => {
    assert.equal(labelText('x'.repeat(32)), 'x'.repeat(32));
    assert.equal(labelText('\u{1F469}\u200D\u{1F680}'.repeat(40)), `${'\u{1F469}\u200D\u{1F680}'.repeat(31)}\u2026`);
  });

  it('draws no icon and begins no line', () => {
    assert.equal(labelText('$(trash)\nall $(x)'), '$\u200b(trash) all $\u200b(x)');
  });
});

import assert from 'node:assert/strict';
import { createChangeDetector } from '../../../webview/changeDetector';

describe('a change detector', () => {
  it('tells a change at the first call and whenever one value is another', () => {
    const hasChanged = createChangeDetector();
    const part = {};
    assert.equal(hasChanged(part, undefined), true);
    assert.equal(hasChanged(part, undefined), false);
    assert.equal(hasChanged(part, 1), true);
    assert.equal(hasChanged({}, 1), true);
  });
});

import assert from 'node:assert/strict';
import { api, extension } from './api';

describe('the extension', () => {
  it('is found by its identifier', () => {
    const manifest = extension().packageJSON as { readonly displayName: string };
    assert.equal(manifest.displayName, 'Process Monitor');
  });

  it('offers version 1 of its API when it is activated', async () => {
    assert.equal((await api()).version, 1);
  });
});

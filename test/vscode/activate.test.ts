import assert from 'node:assert/strict';
import { laterPart } from '../../src/vscode/laterPart';
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

describe('a part that is loaded later', () => {
  it('is loaded once, however often it is asked for', async () => {
    let loads = 0;
    const part = laterPart(() => Promise.resolve(++loads));
    assert.deepEqual(await Promise.all([part(), part()]), [1, 1]);
    assert.equal(await part(), 1);
  });

  it('says what failed and what to do where it cannot be loaded, and is tried again', async () => {
    const results = [Promise.reject(new Error('no such file')), Promise.resolve('here')];
    const part = laterPart(() => results.shift() ?? Promise.reject(new Error('asked too often')));
    await assert.rejects(part(), /could not be loaded \(no such file\)\. Reload the window/);
    assert.equal(await part(), 'here');
  });
});

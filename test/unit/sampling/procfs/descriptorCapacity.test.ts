import assert from 'node:assert/strict';
import { descriptorCapacity } from '../../../../src/sampling/procfs/descriptorCapacity';
import { ProcfsFolder } from '../../../support/sampling/procfsFolder';

describe('descriptorCapacity', () => {
  let folder: ProcfsFolder;

  beforeEach(() => {
    folder = new ProcfsFolder();
  });

  afterEach(() => {
    folder.dispose();
  });

  function capacity(limit: string): number {
    folder.write(
      'self/limits',
      `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${limit}                 4096                 files\n`,
    );
    return descriptorCapacity(folder.root);
  }

  it('is a quarter of what we may have open', () => {
    assert.equal(capacity('1024'), 256);
  });

  it('is bounded where we may have very many', () => {
    assert.equal(capacity('1048576'), 2048);
    assert.equal(capacity('unlimited'), 2048);
  });

  it('is small where the limit is not known', () => {
    assert.equal(descriptorCapacity(folder.root), 256);
    folder.write('self/limits', 'nothing\n');
    assert.equal(descriptorCapacity(folder.root), 256);
  });
});

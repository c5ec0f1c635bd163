import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isWhole, publishFolder } from '../../host/publishFolder';

describe('a cached folder', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'process-monitor-test-'))));
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function prepare(name: string): string {
    const folder = join(root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'by'), name);
    return folder;
  }

  const published = () => join(root, 'cache');
  const publishedBy = () => readFileSync(join(published(), 'by'), 'utf8');

  it('is whole only after it was published', async () => {
    const working = prepare('first');
    assert.equal(isWhole(published()), false);
    await publishFolder(working, published());
    assert.equal(isWhole(published()), true);
    assert.equal(publishedBy(), 'first');
  });

  it('stays as it is when a second run is later', async () => {
    await publishFolder(prepare('first'), published());
    await publishFolder(prepare('second'), published());
    assert.equal(publishedBy(), 'first');
  });

  it('replaces the rest of an installation that was broken off', async () => {
    prepare('cache');
    await publishFolder(prepare('second'), published());
    assert.equal(publishedBy(), 'second');
  });
});

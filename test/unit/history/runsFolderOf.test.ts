import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runsFolderOf } from '../../../src/history/runsFolderOf';

describe('runsFolderOf', () => {
  let storages = '';
  beforeEach(() => {
    storages = mkdtempSync(join(tmpdir(), 'process-monitor-storages-'));
  });
  afterEach(() => {
    rmSync(storages, { recursive: true });
  });

  const folderOf = (workspace: string): string => runsFolderOf(join(storages, workspace, 'us.monitor'));

  it('is the same for all windows on a workspace', () => {
    mkdirSync(join(storages, '280dc8d3'));
    const shared = join(storages, '280dc8d3', 'us.monitor', 'runs');
    for (const storage of ['280dc8d3', '280dc8d3-1', '280dc8d3-9']) assert.equal(folderOf(storage), shared);
  });

  it('takes a name for what it is that only looks like that of another window', () => {
    mkdirSync(join(storages, '280dc8d3'));
    for (const storage of ['280dc8d4-1', '280dc8d3-10', '-1', '280dc8d3-x']) {
      assert.equal(folderOf(storage), join(storages, storage, 'us.monitor', 'runs'));
    }
  });
});

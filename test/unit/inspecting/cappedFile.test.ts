import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCapped } from '../../../src/inspecting/cappedFile';
import { mayMount, withSmallDisk } from '../../support/smallDisk';

describe('a file that may only grow so large', () => {
  const folder = mkdtempSync(join(tmpdir(), 'process-monitor-capped-'));
  const path = join(folder, 'x.out');
  afterEach(() => {
    rmSync(path, { force: true });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds what was written, for this user alone', async () => {
    await writeCapped(path, 4, (write) => {
      write('ab');
      write('cd');
      return Promise.resolve();
    });
    assert.equal(readFileSync(path, 'utf8'), 'abcd');
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it('is not there where more was written, and where whoever wrote it gave up', async () => {
    const tooMuch = writeCapped(path, 4, (write) => {
      write('abcde');
      return Promise.resolve();
    });
    await assert.rejects(tooMuch, /it takes 1 MB, and there is room for 1 MB/);
    assert.ok(!existsSync(path));
    await assert.rejects(
      writeCapped(path, 4, () => Promise.reject(new Error('gone'))),
      /gone/,
    );
    assert.ok(!existsSync(path));
  });

  it('is never one that was there before', async () => {
    writeFileSync(path, 'of another');
    await assert.rejects(
      writeCapped(path, 4, () => Promise.resolve()),
      /EEXIST/,
    );
    assert.equal(readFileSync(path, 'utf8'), 'of another');
  });

  it('says that the disk is full, without throwing into whoever writes', async function () {
    if (!mayMount()) this.skip();
    await withSmallDisk(64, async (disk) => {
      const onDisk = join(disk, 'x.out');
      const filled = writeCapped(onDisk, 1e9, (write) => {
        for (let i = 0; i < 100; i++) write('x'.repeat(1000));
        return Promise.resolve();
      });
      await assert.rejects(filled, /no room on the disk|ENOSPC/);
      assert.ok(!existsSync(onDisk));
    });
  });
});

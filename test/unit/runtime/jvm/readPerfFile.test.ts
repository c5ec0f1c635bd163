import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPerfFile } from '../../../../src/runtime/jvm/readPerfFile';

/** Any content will do. */
const recorded = readFileSync('test/fixtures/jvm/openjdk17-g1.hsperfdata');

describe('readPerfFile', () => {
  const userId = process.getuid?.() ?? 0;
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-monitor-jvm-'));
    mkdirSync(join(folder, 'hsperfdata_somebody'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, bytes: Buffer): void => {
    writeFileSync(join(folder, 'hsperfdata_somebody', name), bytes);
  };

  it("reads a process's file", async () => {
    write('4711', recorded);
    assert.deepEqual(await readPerfFile(4711, { temporaryFolder: folder, userId }), recorded);
    assert.equal(await readPerfFile(4712, { temporaryFolder: folder, userId }), undefined);
    assert.equal(await readPerfFile(4711, { temporaryFolder: join(folder, 'none'), userId }), undefined);
  });

  it("reads neither another user's file, nor a link, nor a folder, nor one that is too long", async () => {
    write('1', recorded);
    assert.equal(await readPerfFile(1, { temporaryFolder: folder, userId: userId + 1 }), undefined);
    symlinkSync(join(folder, 'hsperfdata_somebody', '1'), join(folder, 'hsperfdata_somebody', '2'));
    assert.equal(await readPerfFile(2, { temporaryFolder: folder, userId }), undefined);
    mkdirSync(join(folder, 'hsperfdata_somebody', '3'));
    assert.equal(await readPerfFile(3, { temporaryFolder: folder, userId }), undefined);
    write('4', Buffer.alloc(2 * 1_048_576));
    assert.equal(await readPerfFile(4, { temporaryFolder: folder, userId }), undefined);
  });

  describe('of a process in a container', () => {
    /** A procfs with one process, and a file of that content in the file system that it sees. */
    function procfsWith(pid: number, status: string, name: string): string {
      const procfs = join(folder, 'proc');
      const inside = join(procfs, String(pid), 'root', folder, 'hsperfdata_somebody');
      mkdirSync(inside, { recursive: true });
      writeFileSync(join(procfs, String(pid), 'status'), `Name:\tjava\n${status}\nThreads:\t9\n`);
      writeFileSync(join(inside, name), recorded);
      return procfs;
    }

    it('is found where the process sees it, under the pid that it has there', async () => {
      const procfs = procfsWith(4711, 'NSpid:\t4711\t17\t1', '1');
      assert.deepEqual(await readPerfFile(4711, { temporaryFolder: folder, userId, procfs }), recorded);
      const other = procfsWith(4712, 'NSpid:\t4712\t1', '2');
      // That one is of a process outside.
      write('4712', recorded);
      write('1', recorded);
      assert.equal(await readPerfFile(4712, { temporaryFolder: folder, userId, procfs: other }), undefined);
    });

    it('is found in a file system of its own without a pid of its own, and where nobody tells', async () => {
      const procfs = procfsWith(4711, 'NSpid:\t4711', '4711');
      assert.deepEqual(await readPerfFile(4711, { temporaryFolder: folder, userId, procfs }), recorded);
      write('4713', recorded);
      assert.deepEqual(await readPerfFile(4713, { temporaryFolder: folder, userId, procfs }), recorded);
    });
  });
});

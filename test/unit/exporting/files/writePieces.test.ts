import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePieces, type WritingPorts } from '../../../../src/exporting/files/writePieces';
import { mayMount, withSmallDisk } from '../../../support/smallDisk';
import type { FilePiece } from '../../../../src/exporting/text/exportedRun';

const LARGE = 'x'.repeat(300 * 1024);
const pieces: readonly FilePiece[] = [
  { text: LARGE, done: 0.5 },
  { text: LARGE, done: 1 },
];
const goOn: WritingPorts = { isCancelled: () => false, onProgress: () => undefined };

describe('writing a file piece by piece', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-monitor-export-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('puts the whole file in place and tells how far it is', async () => {
    const told: number[] = [];
    const path = join(folder, 'run.json');
    const written = await writePieces(path, pieces, { ...goOn, onProgress: (done) => told.push(done) });
    assert.deepEqual(written, { kind: 'written' });
    assert.equal(await readFile(path, 'utf8'), LARGE + LARGE);
    assert.deepEqual(told, [0.5, 1]);
    assert.deepEqual(await readdir(folder), ['run.json']);
  });

  it('leaves what was there, and nothing else, when it is cancelled', async () => {
    const path = join(folder, 'run.json');
    await writeFile(path, 'before');
    assert.deepEqual(await writePieces(path, pieces, { ...goOn, isCancelled: () => true }), { kind: 'cancelled' });
    assert.equal(await readFile(path, 'utf8'), 'before');
    assert.deepEqual(await readdir(folder), ['run.json']);
  });

  it('says why where the folder is not there, and where the target is a folder', async () => {
    assert.deepEqual(await writePieces(join(folder, 'a', 'b'), pieces, goOn), { kind: 'failed', code: 'ENOENT' });
    await mkdir(join(folder, 'taken'));
    const written = await writePieces(join(folder, 'taken'), pieces, goOn);
    assert.deepEqual(written, { kind: 'failed', code: 'EISDIR' });
    assert.deepEqual(await readdir(folder), ['taken']);
  });

  it('says that the disk is full, and leaves nothing half', async () => {
    const path = join(folder, 'run.json');
    await writeFile(path, 'before');
    const full = function* (): Generator<FilePiece> {
      yield { text: LARGE, done: 0.5 };
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    };
    assert.deepEqual(await writePieces(path, full(), goOn), { kind: 'failed', code: 'ENOSPC' });
    assert.equal(await readFile(path, 'utf8'), 'before');
    assert.deepEqual(await readdir(folder), ['run.json']);
  });

  if (mayMount()) {
    it('leaves what was there on a real disk that fills up, and on one that becomes read-only', () =>
      withSmallDisk(400, async (disk, remount) => {
        const path = join(disk, 'run.json');
        await writeFile(path, 'before');
        assert.deepEqual(await writePieces(path, pieces, goOn), { kind: 'failed', code: 'ENOSPC' });
        await remount('ro');
        assert.deepEqual(await writePieces(path, pieces, goOn), { kind: 'failed', code: 'EROFS' });
        assert.deepEqual(await writePieces(join(disk, 'new.json'), pieces, goOn), { kind: 'failed', code: 'EROFS' });
        assert.equal(await readFile(path, 'utf8'), 'before');
        assert.deepEqual(await readdir(disk), ['run.json']);
      }));
  }

  it('writes to the file behind a link', async () => {
    await writeFile(join(folder, 'real'), 'before');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await writePieces(join(folder, 'link'), pieces, goOn);
    assert.equal(await readFile(join(folder, 'real'), 'utf8'), LARGE + LARGE);
  });

  it('does not hide a mistake of ours', async () => {
    const broken = function* (): Generator<FilePiece> {
      yield { text: '', done: 0 };
      throw new TypeError('a bug');
    };
    await assert.rejects(writePieces(join(folder, 'run.json'), broken(), goOn), TypeError);
    assert.deepEqual(await readdir(folder), []);
  });
});

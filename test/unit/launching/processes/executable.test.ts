import assert from 'node:assert/strict';
import { findExecutable, type FileKind } from '../../../../src/launching/processes/executable';

function fakeDisk(files: Readonly<Record<string, FileKind>>): (path: string) => FileKind {
  return (path) => files[path] ?? 'nothing';
}

describe('findExecutable', () => {
  const posix = { platform: 'linux', cwd: '/project', env: { PATH: '/a:/b' } } as const;
  const windows = { platform: 'win32', cwd: 'C:\\work', env: { Path: 'C:\\a;C:\\b', PATHEXT: '.EXE;.CMD' } } as const;

  it('searches the PATH in its order and passes over what is not executable', () => {
    const disk = fakeDisk({ '/a/x': 'file', '/b/x': 'executable' });
    assert.deepEqual(findExecutable('x', posix, disk), { kind: 'found', path: '/b/x' });
  });

  it('takes a path against the folder, not against the PATH', () => {
    const disk = fakeDisk({ '/project/bin/x': 'executable', '/a/bin/x': 'executable' });
    assert.deepEqual(findExecutable('bin/x', posix, disk), { kind: 'found', path: '/project/bin/x' });
  });

  it('never takes a bare name from the folder', () => {
    assert.deepEqual(findExecutable('x', posix, fakeDisk({ '/project/x': 'executable' })), { kind: 'missing' });
  });

  it('tells a file that is not executable from one that is missing', () => {
    assert.deepEqual(findExecutable('/f', posix, fakeDisk({ '/f': 'file' })), { kind: 'notExecutable', path: '/f' });
    assert.deepEqual(findExecutable('/f', posix, fakeDisk({ '/f': 'folder' })), { kind: 'missing' });
  });

  it('completes endings on Windows, whatever the case of the variable', () => {
    const disk = fakeDisk({ 'C:\\b\\npm.CMD': 'executable', 'C:\\work\\p.EXE': 'executable' });
    assert.deepEqual(findExecutable('npm', windows, disk), { kind: 'found', path: 'C:\\b\\npm.CMD' });
    assert.deepEqual(findExecutable('.\\p', windows, disk), { kind: 'found', path: 'C:\\work\\p.EXE' });
  });
});

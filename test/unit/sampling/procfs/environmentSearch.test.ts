import assert from 'node:assert/strict';
import { EnvironmentSearch } from '../../../../src/sampling/procfs/environmentSearch';
import { ProcfsFolder } from '../../../support/sampling/procfsFolder';

describe('EnvironmentSearch', () => {
  let folder: ProcfsFolder;
  const userId = process.getuid?.();

  beforeEach(() => {
    folder = new ProcfsFolder();
  });

  afterEach(() => {
    folder.dispose();
  });

  function find(environment: string, markers: readonly string[], user = userId): readonly string[] {
    folder.write('10/environ', environment);
    return new EnvironmentSearch(folder.root, user).find(10, markers);
  }

  it('finds whole entries at the beginning, in the middle and at the end', () => {
    const environment = 'A=1\0B=22\0C=3';
    assert.deepEqual(find(environment, ['C=3', 'A=1', 'B=22', 'D=4']), ['C=3', 'A=1', 'B=22']);
  });

  it('takes neither a part of an entry nor one that stands inside another', () => {
    assert.deepEqual(find('XA=1\0A=12\0B=A=1\0', ['A=1']), []);
  });

  it('finds a whole entry behind one that only begins alike', () => {
    assert.deepEqual(find('A=12\0A=1\0', ['A=1']), ['A=1']);
  });

  it('keeps nothing of what it read', () => {
    folder.write('10/environ', 'SECRET=geheim\0A=1\0');
    const search = new EnvironmentSearch(folder.root, userId);
    search.find(10, ['A=1']);
    const held = Object.values(search).filter((value) => Buffer.isBuffer(value));
    assert.equal(held.length, 1);
    assert.ok(held.every((buffer) => buffer.every((byte) => byte === 0)));
  });

  it('leaves processes of other users alone', () => {
    assert.deepEqual(find('A=1\0', ['A=1'], (userId ?? 0) + 1), []);
  });

  it('finds nothing where there is no process, no environment or an empty one', () => {
    const search = new EnvironmentSearch(folder.root, userId);
    assert.deepEqual(search.find(11, ['A=1']), []);
    folder.put({ pid: 12, startTicks: 1 });
    assert.deepEqual(search.find(12, ['A=1']), []);
    assert.deepEqual(find('', ['A=1']), []);
  });
});

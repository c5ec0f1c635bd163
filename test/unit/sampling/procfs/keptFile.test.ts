import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescriptorBudget, KeptFile } from '../../../../src/sampling/procfs/keptFile';

describe('KeptFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  const path = join(folder, 'file');
  const buffer = Buffer.alloc(100);

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function read(file: KeptFile): string {
    const length = file.read(buffer);
    return typeof length === 'string' ? length : buffer.toString('latin1', 0, length);
  }

  it('reads fresh content at every call, whether its descriptor is kept or not', () => {
    for (const capacity of [0, 1]) {
      const file = new KeptFile(path, new DescriptorBudget(capacity));
      writeFileSync(path, 'first');
      assert.equal(read(file), 'first');
      writeFileSync(path, '2nd');
      assert.equal(read(file), '2nd');
      file.close();
    }
  });

  it('tells why a file cannot be read', () => {
    assert.equal(read(new KeptFile(join(folder, 'none'), new DescriptorBudget(1))), 'ENOENT');
  });

  it('keeps no more descriptors than the budget has, and gives them back', function () {
    if (process.platform !== 'linux') this.skip();
    writeFileSync(path, 'x');
    const openOnes = (): number => readdirSync('/proc/self/fd').length;
    const before = openOnes();
    const budget = new DescriptorBudget(2);
    const files = [1, 2, 3].map(() => new KeptFile(path, budget));
    for (const file of files) read(file);
    assert.equal(openOnes() - before, 2);
    files[0]?.close();
    for (const file of files.slice(1)) read(file);
    assert.equal(openOnes() - before, 2);
    for (const file of files) file.close();
    assert.equal(openOnes(), before);
  });
});

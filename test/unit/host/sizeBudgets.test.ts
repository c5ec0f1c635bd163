import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSizes } from '../../host/sizeBudgets';

describe('checkSizes', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'process-monitor-sizes-'));
    writeFileSync(join(root, 'script.js'), 'x'.repeat(60));
    writeFileSync(join(root, 'style.css'), 'x'.repeat(40));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const page = { name: 'page', files: ['script.js', 'style.css'] };

  it('passes what is as large as it may be', () => {
    checkSizes([{ ...page, mostBytes: 100 }], root);
  });

  it('fails where one byte is too many, and says what of', () => {
    assert.throws(() => {
      checkSizes(
        [
          { name: 'script', files: ['script.js'], mostBytes: 60 },
          { ...page, mostBytes: 99 },
        ],
        root,
      );
    }, /allows: page \(script\.js, style\.css\): 100 bytes, 1 too many\./);
  });

  it('fails where a file is not there', () => {
    assert.throws(() => {
      checkSizes([{ name: 'agent', files: ['agent.js'], mostBytes: 100 }], root);
    }, /ENOENT/);
  });
});

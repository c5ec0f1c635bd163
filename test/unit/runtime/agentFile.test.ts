import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installAgentFile } from '../../../src/runtime/agentFile';

describe('the agent file', () => {
  let folder: string;
  let source: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-monitor-agent-file-'));
    source = join(folder, 'shipped.js');
    writeFileSync(source, 'one');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is put into a folder that need not be there yet, and nothing else is left in it', async () => {
    const storage = join(folder, 'global storage');
    const file = await installAgentFile(source, storage);
    assert.equal(readFileSync(file, 'utf8'), 'one');
    assert.deepEqual(readdirSync(storage), ['agent.js']);
  });

  it('is left alone where it is right, and replaced under the same name where it is not', async () => {
    const file = await installAgentFile(source, folder);
    const { ino } = statSync(file);
    assert.equal(await installAgentFile(source, folder), file);
    assert.equal(statSync(file).ino, ino);
    writeFileSync(file, 'damaged');
    assert.equal(await installAgentFile(source, folder), file);
    assert.equal(readFileSync(file, 'utf8'), 'one');
  });

  it('is refused where the shipped one is missing', async () => {
    await assert.rejects(installAgentFile(join(folder, 'missing.js'), folder));
  });
});

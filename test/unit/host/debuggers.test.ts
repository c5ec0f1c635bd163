import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebuggers } from '../../host/debuggers';
import { Scope } from '../../host/scope';

describe('ensureDebuggers', () => {
  it('names the one command to run where nothing can be installed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'process-monitor-path-'));
    try {
      await assert.rejects(ensureDebuggers(new Scope(), { PATH: folder }), (error: Error) => {
        assert.match(error.message, /sudo apt-get install --yes --no-install-recommends /);
        for (const name of ['python3-debugpy', 'delve', 'golang-go', 'gcc', 'lldb-19']) {
          assert.ok(error.message.includes(` ${name}`), name);
        }
        return true;
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgentFolder, takeUpAgentFolder, type AgentFolder } from '../../../src/runtime/agentFolder';

const BASES = [tmpdir()];
const { platform } = process;

describe('the folder of a window that was reloaded', () => {
  let earlier: AgentFolder;
  beforeEach(() => {
    const created = createAgentFolder(BASES, platform);
    assert.ok(created);
    earlier = created;
  });
  afterEach(() => {
    earlier.dispose();
  });

  it('is had again under its path, with another token', async () => {
    earlier.dispose();
    const again = await takeUpAgentFolder(earlier.path, BASES, platform);
    assert.equal(again?.path, earlier.path);
    assert.notEqual(again.token, earlier.token);
    assert.equal(readFileSync(join(again.path, 'token'), 'utf8'), again.token);
    assert.equal(readFileSync(join(again.path, 'mark'), 'utf8'), again.mark);
    if (platform !== 'win32') assert.equal(statSync(again.path).mode & 0o777, 0o700);
  });

  it('is taken over from a window that did not end by itself', async () => {
    const again = await takeUpAgentFolder(earlier.path, BASES, platform);
    assert.equal(again?.path, earlier.path);
    assert.notEqual(again.token, earlier.token);
  });

  it('is left to another window that listens in it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(earlier.socketPath, resolve));
    try {
      assert.equal(await takeUpAgentFolder(earlier.path, BASES, platform), undefined);
    } finally {
      server.close();
    }
  });

  it('is not had where others could enter it, nor behind a link', async function () {
    if (platform === 'win32') this.skip();
    chmodSync(earlier.path, 0o755);
    assert.equal(await takeUpAgentFolder(earlier.path, BASES, platform), undefined);
    rmSync(earlier.path, { recursive: true });
    const elsewhere = `${earlier.path}.elsewhere`;
    mkdirSync(elsewhere, { mode: 0o700 });
    symlinkSync(elsewhere, earlier.path);
    try {
      assert.equal(await takeUpAgentFolder(earlier.path, BASES, platform), undefined);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  for (const path of [join(tmpdir(), 'process-monitor'), join('/', 'process-monitor-0123456789abcdef-abcdef'), '']) {
    it(`is not made at ${JSON.stringify(path)}, which is none of ours`, async () => {
      assert.equal(await takeUpAgentFolder(path, BASES, platform), undefined);
      assert.equal(path !== '' && existsSync(path), false);
    });
  }
});

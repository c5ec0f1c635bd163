import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { monitored, pointsAfter, withProcesses } from './sessions';

const BUILD_LIMIT_MS = 180_000;

/** Delve 1.20 sends no `process` event at all. */
describe('delve in the real extension host', () => {
  let folder: string;

  const launch = (name: string, args: readonly string[]) => ({
    type: 'go',
    name,
    mode: 'debug',
    program: inWorkspace('main.go'),
    output: join(folder, name),
    args,
  });

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'process-monitor-go-'));
    // Go builds its own library first, which takes time on a new machine; with the flags that Delve builds with.
    this.timeout(BUILD_LIMIT_MS);
    const build = ['build', '-gcflags', 'all=-N -l', '-o', join(folder, 'warm'), inWorkspace('main.go')];
    await promisify(execFile)('go', build);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  afterEach(() => stopDebugging());

  it('finds the program of a launch, and leaves out the debugger', async () => {
    const root = await startDebugging(launch('burning', ['0.3']));
    const { processes } = await withProcesses(root, 1);
    assert.deepEqual(
      processes.map(({ name }) => name),
      ['burning'],
    );
    await pointsAfter(root.id, 'process.cpu.time', 0, 2);
    await stopDebugging(root);
    await monitored(root, 'ended', ({ state, processes: left }) => state === 'ended' && left.length === 0);
  });

  it('finds the program that runs without debugging', async () => {
    const root = await startDebugging(launch('running', ['0.1']), { noDebug: true });
    const { processes } = await withProcesses(root, 1);
    assert.deepEqual(
      processes.map(({ name }) => name),
      ['running'],
    );
  });
});

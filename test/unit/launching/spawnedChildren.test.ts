import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SpawnedChildren, type ChildExit } from '../../../src/launching/spawnedChildren';

describe('SpawnedChildren', () => {
  it('sees how children of this process end, whoever started them', async () => {
    const told = new Map<number, ChildExit>();
    const children = new SpawnedChildren(
      () => 100,
      (pid, exit) => told.set(pid, exit),
    );
    try {
      const cases: readonly (readonly [string, ChildExit])[] = [
        ['process.exit(0)', { exitCode: 0 }],
        ['process.exit(7)', { exitCode: 7 }],
        ['process.kill(process.pid, "SIGKILL")', { signal: 'SIGKILL' }],
      ];
      for (const [script, exit] of cases) {
        const child = spawn(process.execPath, ['-e', script]);
        await once(child, 'exit');
        assert.deepEqual(told.get(child.pid ?? 0), exit);
        assert.deepEqual(children.exitOf(child.pid ?? 0, 100), exit);
        // A pid may be used again: what ended before the moment asked for was another process.
        assert.equal(children.exitOf(child.pid ?? 0, 101), undefined);
      }
    } finally {
      children.dispose();
    }
  });

  it('sees nothing after it was disposed', async () => {
    let count = 0;
    const children = new SpawnedChildren(
      () => 0,
      () => (count += 1),
    );
    children.dispose();
    await once(spawn(process.execPath, ['-e', '']), 'exit');
    assert.equal(count, 0);
  });
});

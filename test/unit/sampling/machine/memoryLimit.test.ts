import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { MachineFacts } from '../../../../src/sampling/machine/machineFacts';
import { memoryLimitBytes } from '../../../../src/sampling/machine/memoryLimit';
import { ProcfsFolder } from '../../../support/sampling/procfsFolder';

describe('the memory that programs may use', () => {
  let procfs: ProcfsFolder;
  beforeEach(() => {
    procfs = new ProcfsFolder();
  });
  afterEach(() => {
    procfs.dispose();
  });

  const limitWhereNodeSays = (bytes: number | undefined, facts: Partial<MachineFacts> = {}): number =>
    memoryLimitBytes(
      {
        platform: 'linux',
        procfsRoot: procfs.root,
        cgroupRoot: join(procfs.root, 'cgroup'),
        constrainedMemory: () => bytes,
        ...facts,
      },
      16e9,
    );

  it('is that of the control group where it is less than all', () => {
    assert.equal(limitWhereNodeSays(4e9), 4e9);
  });

  it('is all that there is where the control group has no limit', () => {
    for (const none of [undefined, 0, 2 ** 63, 16e9]) assert.equal(limitWhereNodeSays(none), 16e9);
    procfs.write('self/cgroup', '4:memory:/app\n0::/app\n');
    procfs.write('cgroup/app/memory.max', 'max\n');
    procfs.write('cgroup/memory/app/memory.limit_in_bytes', '9223372036854771712\n');
    assert.equal(limitWhereNodeSays(undefined), 16e9);
  });

  it('is that of a group above ours where that is stricter, in both versions', () => {
    procfs.write('self/cgroup', '0::/app/web\n');
    procfs.write('cgroup/app/web/memory.max', '6000000000\n');
    procfs.write('cgroup/app/memory.max', '3000000000\n');
    assert.equal(limitWhereNodeSays(6e9), 3e9);
    procfs.write('self/cgroup', '4:memory:/app/web\n');
    procfs.write('cgroup/memory/app/memory.limit_in_bytes', '2000000000\n');
    assert.equal(limitWhereNodeSays(6e9), 2e9);
    assert.equal(limitWhereNodeSays(6e9, { platform: 'darwin' }), 6e9);
  });
});

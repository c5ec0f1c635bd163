import assert from 'node:assert/strict';
import { openProcfs } from '../../../../src/sampling/procfs/procfsSystem';
import { ProcfsTable } from '../../../../src/sampling/procfs/procfsTable';
import { FakeClock } from '../../../support/fakeClock';
import { ProcfsFolder } from '../../../support/sampling/procfsFolder';

/** The system started 1000 s before this. */
const NOW_MS = 1_700_000_000_000;
const BOOT_MS = NOW_MS - 1_000_000;

const STANDINGS = { R: 'running', S: 'running', I: 'running', T: 'stopped', t: 'traced', D: 'uninterruptible' };

describe('ProcfsTable', () => {
  let folder: ProcfsFolder;
  let clock: FakeClock;
  let table: ProcfsTable;

  beforeEach(() => {
    folder = new ProcfsFolder();
    clock = new FakeClock(NOW_MS);
    const system = openProcfs(folder.root, NOW_MS);
    assert(system);
    table = new ProcfsTable(system, clock);
    folder.put({ pid: 10, startTicks: 500, comm: 'root' });
    folder.setLastPid(10);
  });

  afterEach(() => {
    table.dispose();
    folder.dispose();
  });

  async function pids(): Promise<number[]> {
    return (await table.list()).map(({ pid }) => pid);
  }

  it('lists processes with start, parent and name, and leaves zombies out', async () => {
    folder.put({ pid: 11, startTicks: 600, parentPid: 10, comm: 'a) b' });
    folder.put({ pid: 12, startTicks: 700, state: 'Z' });
    folder.setLastPid(12);
    assert.deepEqual(await table.list(), [
      { pid: 10, startTimeMs: BOOT_MS + 5000, parentPid: 1, name: 'root', processGroup: 1, session: 1 },
      { pid: 11, startTimeMs: BOOT_MS + 6000, parentPid: 10, name: 'a) b', processGroup: 1, session: 1 },
    ]);
  });

  it('does not look again while no pid was given out', async () => {
    const first = await table.list();
    folder.put({ pid: 11, startTicks: 600 });
    assert.equal(await table.list(), first);
    folder.setLastPid(11);
    assert.deepEqual(await pids(), [10, 11]);
  });

  it('finds a parent that changed unseen, and processes that ended, at the full scan after 10 s', async () => {
    folder.put({ pid: 11, startTicks: 600, parentPid: 10 });
    await table.list();
    folder.put({ pid: 11, startTicks: 600, parentPid: 1 });
    folder.remove(10);
    clock.tick(9999);
    assert.equal((await table.list())[1]?.parentPid, 10);
    clock.tick(1);
    const listed = await table.list();
    assert.deepEqual(
      listed.map(({ pid, parentPid }) => [pid, parentPid]),
      [[11, 1]],
    );
  });

  it('tells a reused pid from the process that had it, and lists its new owner at once', async () => {
    const [old] = await table.list();
    assert(old);
    folder.put({ pid: 10, startTicks: 99_000, comm: 'other' });
    assert.equal(table.check(old), 'gone');
    assert.deepEqual(await table.list(), [
      { pid: 10, startTimeMs: BOOT_MS + 990_000, parentPid: 1, name: 'other', processGroup: 1, session: 1 },
    ]);
  });

  it('learns a new name as soon as the process is looked at', async () => {
    const [process] = await table.list();
    assert(process);
    folder.put({ pid: 10, startTicks: 500, comm: 'sleep' });
    assert.equal(table.check(process), 'running');
    assert.equal((await table.list())[0]?.name, 'sleep');
  });

  it('tells how the system holds a process, and who is a zombie or gone', async () => {
    const [process] = await table.list();
    assert(process);
    for (const [state, standing] of Object.entries(STANDINGS)) {
      folder.put({ pid: 10, startTicks: 500, state });
      assert.equal(table.check(process), standing);
    }
    folder.put({ pid: 10, startTicks: 500, state: 'Z' });
    assert.equal(table.check(process), 'gone');
    folder.remove(10);
    assert.equal(table.check(process), 'gone');
  });

  it('finds the identity behind a pid without a listing', async () => {
    assert.deepEqual(await table.find(10), {
      pid: 10,
      startTimeMs: BOOT_MS + 5000,
      parentPid: 1,
      name: 'root',
      processGroup: 1,
      session: 1,
    });
    assert.equal(await table.find(4711), undefined);
  });

  it('describes by command line, and says nothing about a process that is gone', async () => {
    const [process] = await table.list();
    assert(process);
    folder.write('10/cmdline', '/usr/bin/node\0--inspect\0/srv/server.js\0--token=secret\0');
    assert.equal(await table.describe(process), 'node server.js');
    assert.equal(await table.describe({ ...process, startTimeMs: 1 }), undefined);
  });

  it('rejects when the procfs is gone', async () => {
    folder.dispose();
    await assert.rejects(table.list());
    folder = new ProcfsFolder();
  });
});

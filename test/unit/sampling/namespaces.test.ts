import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { chooseSource } from '../../../src/sampling/chooseSource';
import { CpuMeter } from '../../../src/sampling/cpuMeter';
import type { ProcessSource } from '../../../src/sampling/processSource';
import { openProcfs } from '../../../src/sampling/procfs/procfsSystem';
import { ProcfsSource } from '../../../src/sampling/procfsSource';
import { RoundReader } from '../../../src/sampling/roundReader';
import { createSystemClock } from '../../../src/sampling/systemClock';
import { WatchedSession } from '../../../src/sampling/watchedSession';
import { INSIDE_VARIABLE, passesInside } from '../../support/insideLimits';
import { ProcfsFolder } from '../../support/sampling/procfsFolder';
import { ChildProcesses } from '../../support/sampling/childProcesses';
import { waitFor } from '../../support/waitFor';

const run = promisify(execFile);

/** Where this file is run again, inside a namespace: which of the suites below is meant. */
const INSIDE = process.env[INSIDE_VARIABLE];

/** A pid namespace of its own, as a container has one. A user namespace comes first where we are not root. */
const NAMESPACE = process.getuid?.() === 0 ? ['-pf', '--mount-proc'] : ['-Urpf', '--mount-proc'];

function source(): ProcessSource {
  return chooseSource('procfs', { platform: 'linux' }, createSystemClock()).source;
}

/** Without kept descriptors: a file that was removed can still be read through one, unlike one of procfs. */
function sourceOf(folder: ProcfsFolder): ProcessSource {
  const clock = createSystemClock();
  const system = openProcfs(folder.root, clock.wallMs());
  assert(system);
  return new ProcfsSource(system, clock, 0);
}

async function watch(of: ProcessSource, pid: number): Promise<() => Promise<number[]>> {
  const root = await of.find(pid);
  assert(root);
  const reader = new RoundReader(of, createSystemClock(), new CpuMeter(() => 0), (text) => {
    assert.fail(text);
  });
  const session = new WatchedSession('s', { isHelper: () => false });
  session.addRoot(root);
  return async () => (await reader.read([session]))[0]?.[1].processes.map(({ process }) => process.pid) ?? [];
}

if (INSIDE === 'pids') {
  describe('inside a pid namespace', function () {
    this.timeout(60_000);
    const procfs = source();
    const children = new ChildProcesses();

    after(() => {
      children.killAll();
      procfs.dispose();
    });

    it('a tree is followed by the pids of the namespace', async () => {
      const { pid } = await children.start("require('node:child_process').spawn('sleep', ['1000']);");
      const pids = await watch(procfs, pid);
      assert.equal(pid < 1000, true);
      await waitFor(async () => (await pids()).length === 2, { timeoutMs: 30_000, what: 'a child in the tree' });
    });

    it('a pid that was given out again belongs to another process', async () => {
      const first = await children.start('setInterval(() => {}, 1e6);');
      const old = await procfs.find(first.pid);
      assert(old);
      const pids = await watch(procfs, first.pid);
      assert.deepEqual(await pids(), [first.pid]);
      process.kill(first.pid, 'SIGKILL');
      await first.exited;
      await waitFor(() => startAs(first.pid), { timeoutMs: 30_000, what: `another process ${first.pid}` });
      const [result] = await procfs.read([old]);
      assert.equal(result?.kind, 'gone');
      const found = await procfs.find(first.pid);
      assert(found !== undefined && found.startTimeMs > old.startTimeMs);
      assert.deepEqual(await pids(), []);
      process.kill(first.pid, 'SIGKILL');
    });
  });
} else if (INSIDE === 'hidden') {
  describe('where processes of others are hidden', () => {
    const procfs = source();

    after(() => {
      procfs.dispose();
    });

    it('they are absent, our own are read, and nothing throws', async () => {
      const own = await procfs.find(process.pid);
      assert(own);
      const table = await procfs.list();
      assert.ok(table.some(({ pid }) => pid === process.pid));
      assert.equal(await procfs.find(1), undefined);
      assert.equal(
        table.some(({ pid }) => pid === 1),
        false,
      );
      const results = await procfs.read([own, { pid: 1, startTimeMs: own.startTimeMs }]);
      assert.equal(results[0]?.kind, 'read');
      assert.notEqual(results[1]?.kind, 'read');
      assert.equal(await procfs.describe({ pid: 1, startTimeMs: own.startTimeMs }), undefined);
    });
  });
} else {
  describe('containers and hidden processes', function () {
    this.timeout(60_000);

    before(function () {
      if (process.platform !== 'linux') this.skip();
    });

    it('a pid that is reused, in a procfs of our own', reusedInFakeProcfs);

    it('a process of which nothing can be read, in a procfs of our own', hiddenInFakeProcfs);

    it('trees and pids that are reused, in a pid namespace', async () => {
      const refusal = await refusalOf('unshare', [...NAMESPACE, 'sh', '-c', 'echo 300 > /proc/sys/kernel/ns_last_pid']);
      if (refusal === undefined) await passesInside(__filename, 'pids', ['unshare', ...NAMESPACE]);
      else await reusedInFakeProcfs();
    });

    for (const hidepid of ['1', '2']) {
      it(`processes of others under hidepid=${hidepid}`, async () => {
        const mount = `mount -t proc -o hidepid=${hidepid} proc /proc && setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; exit $?`;
        const command = ['unshare', '-pfm', 'sh', '-c', mount, 'sh'];
        const [unshare = '', ...args] = command;
        const probe = [...args, process.execPath, '-e', `require('node:fs').readFileSync('${__filename}')`];
        const refusal = await refusalOf(unshare, probe);
        if (refusal === undefined) await passesInside(__filename, 'hidden', command);
        else await hiddenInFakeProcfs();
      });
    }
  });
}

/** Why a command failed; undefined if it did not. */
async function refusalOf(file: string, args: readonly string[]): Promise<string | undefined> {
  try {
    await run(file, [...args]);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Tries to start a process with this pid: true when the system gave it this one. */
async function startAs(pid: number): Promise<boolean> {
  const script = `echo ${pid - 1} > /proc/sys/kernel/ns_last_pid; sleep 1000 & echo $!`;
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = await new Promise<number>((resolve) =>
    child.stdout.once('data', (data: Buffer) => {
      resolve(Number(data.toString()));
    }),
  );
  if (printed === pid) return true;
  process.kill(printed, 'SIGKILL');
  return false;
}

/** A pid that is given to another process; all there is where the kernel allows no namespace. */
async function reusedInFakeProcfs(): Promise<void> {
  const folder = new ProcfsFolder();
  folder.put({ pid: 10, startTicks: 500 });
  folder.setLastPid(10);
  const procfs = sourceOf(folder);
  const old = await procfs.find(10);
  const pids = await watch(procfs, 10);
  assert.deepEqual(await pids(), [10]);
  folder.remove(10);
  folder.put({ pid: 10, startTicks: 900 });
  assert(old);
  assert.equal((await procfs.read([old]))[0]?.kind, 'gone');
  assert.deepEqual(await pids(), []);
  procfs.dispose();
  folder.dispose();
}

/** A process of which the folder is there and nothing in it can be read; all there is where nothing can be hidden. */
async function hiddenInFakeProcfs(): Promise<void> {
  const folder = new ProcfsFolder();
  folder.write('10/stat/not-a-file', '');
  const procfs = sourceOf(folder);
  assert.ok(readdirSync(folder.root).includes('10'));
  assert.equal(await procfs.find(10), undefined);
  assert.deepEqual(await procfs.list(), []);
  assert.equal((await procfs.read([{ pid: 10, startTimeMs: 1 }]))[0]?.kind, 'failed');
  assert.equal(await procfs.describe({ pid: 10, startTimeMs: 1 }), undefined);
  procfs.dispose();
  folder.dispose();
}

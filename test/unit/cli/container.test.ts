import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadRun } from '../../../src/cli/loadRun';
import type { MetricName } from '../../../src/shared/metrics';
import { CLI } from './processMonitor';

const run = promisify(execFile);

/** Half a processor, and so much memory, a multiple of the size of a page. */
const CPUS = 0.5;
const MEMORY_BYTES = 600 * 1024 * 1024;

/** A program that lives until it has surely been read a few times. */
const PROGRAM = 'setTimeout(() => {}, 1000)';

describe('a run within a container', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'process-monitor-container-'));
  const groups: string[] = [];

  before(function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) this.skip();
  });
  afterEach(() => {
    for (const group of groups.splice(0)) rmdirSync(group);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Creates a group with limits below the one that we are in, and returns its path; undefined where that cannot be. */
  function createGroup(controller: string, limits: Readonly<Record<string, string>>): string | undefined {
    const line = readFileSync('/proc/self/cgroup', 'utf8')
      .split('\n')
      .map((text) => text.split(':'))
      .find(([, controllers = '']) => controllers.split(',').includes(controller));
    // Where only version 2 is there, the kernel allows no group with limits beside processes.
    if (line === undefined) return undefined;
    const [, controllers = '', path = ''] = line;
    const group = join('/sys/fs/cgroup', controllers, path, `process-monitor-test-${process.pid}`);
    try {
      mkdirSync(group);
      groups.push(group);
      for (const [file, limit] of Object.entries(limits)) writeFileSync(join(group, file), limit);
      return group;
    } catch {
      return undefined;
    }
  }

  /** Records a run behind a shell's preparation, and returns what its series say of the machine at the end. */
  async function recordedBehind(
    preparation: string,
    shell: readonly string[] = ['sh'],
  ): Promise<(metric: MetricName) => number> {
    const file = join(folder, 'run.json');
    const command = [
      process.execPath,
      CLI,
      'run',
      '--interval',
      '100',
      '--export',
      file,
      '--',
      process.execPath,
      '-e',
      PROGRAM,
    ];
    const [executable = '', ...args] = shell;
    await run(executable, [...args, '-ec', `${preparation}; exec "$@"`, 'sh', ...command]);
    const loaded = await loadRun(file);
    assert.equal(loaded.kind, 'run');
    return (metric) => loaded.store.find({ metric, attributes: '' })?.latest ?? NaN;
  }

  it('knows the limits of its control group, and what the machine is like', async function () {
    const cpu = createGroup('cpu', { 'cpu.cfs_period_us': '100000', 'cpu.cfs_quota_us': String(CPUS * 100_000) });
    const memory = createGroup('memory', { 'memory.limit_in_bytes': String(MEMORY_BYTES) });
    if (cpu === undefined || memory === undefined) this.skip();
    const latest = await recordedBehind(`for group in '${cpu}' '${memory}'; do echo $$ > "$group/cgroup.procs"; done`);
    assert.equal(latest('system.cpu.limit'), CPUS);
    assert.equal(latest('system.memory.limit'), MEMORY_BYTES);
    assert.ok(latest('system.memory.available') > 0);
    assert.ok(latest('system.cpu.utilization') >= 0);
  });

  it('knows them by version 2 as well, as a container shows it', async function () {
    const shell = ['unshare', '-m', 'sh'];
    const [executable = '', ...args] = shell;
    const mount = 'mount -t tmpfs none /sys/fs/cgroup';
    if (
      await run(executable, [...args, '-ec', mount]).then(
        () => false,
        () => true,
      )
    )
      this.skip();
    const latest = await recordedBehind(
      `${mount}; echo '50000 100000' > /sys/fs/cgroup/cpu.max; echo ${MEMORY_BYTES} > /sys/fs/cgroup/memory.max`,
      shell,
    );
    assert.equal(latest('system.cpu.limit'), CPUS);
    assert.equal(latest('system.memory.limit'), MEMORY_BYTES);
  });
});

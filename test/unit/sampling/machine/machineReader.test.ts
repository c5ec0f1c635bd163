import assert from 'node:assert/strict';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { cpuLimit } from '../../../../src/sampling/machine/controlGroups';
import type { MachineFacts } from '../../../../src/sampling/machine/machineFacts';
import { MachineReader } from '../../../../src/sampling/machine/machineReader';
import { parseCpuTimes, parseMeminfo, parsePressure } from '../../../../src/sampling/machine/parseMachine';
import type { Reading } from '../../../../src/shared/sample';
import { ProcfsFolder } from '../../../support/sampling/procfsFolder';

const stat = (user: number, idle: number, waiting = 0): string =>
  `cpu  ${user} 0 0 ${idle} ${waiting} 0 0 0 50 0\ncpu0 1 2 3 4\nctxt 5\n`;
const MEMINFO = 'MemTotal:       2000 kB\nMemFree:         100 kB\nMemAvailable:    500 kB\n';
const pressure = (avg10: string): string => `some avg10=${avg10} avg60=1.00 avg300=2.00 total=3\nfull avg10=0.00\n`;

function valuesOf(readings: readonly Reading[]): Readonly<Record<string, number>> {
  return Object.fromEntries(readings.map(({ metric, value }) => [metric, value]));
}

describe('what the machine is like', () => {
  let procfs: ProcfsFolder;
  beforeEach(() => {
    procfs = new ProcfsFolder();
  });
  afterEach(() => {
    procfs.dispose();
  });

  function readerOf(facts: Partial<MachineFacts> = {}): MachineReader {
    const { root } = procfs;
    const cgroupRoot = join(root, 'cgroup');
    return new MachineReader({
      platform: 'linux',
      procfsRoot: root,
      cgroupRoot,
      constrainedMemory: () => undefined,
      ...facts,
    });
  }

  it('is read once for all sessions of a moment, and says how busy the processors were since the last', () => {
    procfs.write('stat', stat(100, 900));
    procfs.write('meminfo', MEMINFO);
    procfs.write('pressure/cpu', pressure('12.50'));
    const reader = readerOf();
    assert.equal(valuesOf(reader.readAt(1_000))['system.cpu.utilization'], undefined);
    procfs.write('stat', stat(130, 950, 20));
    const readings = reader.readAt(2_000);
    const values = valuesOf(readings);
    assert.equal(values['system.cpu.utilization'], 0.3);
    assert.equal(values['system.memory.usage'], 1_500 * 1024);
    assert.equal(values['system.memory.available'], 500 * 1024);
    assert.equal(values['system.cpu.pressure'], 0.125);
    assert.equal(values['system.io.pressure'], undefined);
    assert.equal(reader.readAt(2_010), readings);
  });

  it('is absent where the system does not tell', () => {
    assert.deepEqual(Object.keys(valuesOf(readerOf().readAt(1_000))), ['system.memory.limit', 'system.cpu.limit']);
  });

  it('is known of other systems as far as Node tells', () => {
    const values = valuesOf(readerOf({ platform: 'darwin' }).readAt(1_000));
    assert.ok((values['system.memory.usage'] ?? 0) > 0);
    assert.equal(values['system.cpu.pressure'], undefined);
  });

  it('has the limits of a container', () => {
    procfs.write('self/cgroup', '0::/app/web\n');
    procfs.write('cgroup/app/web/cpu.max', 'max 100000\n');
    procfs.write('cgroup/app/cpu.max', '50000 100000\n');
    const values = valuesOf(readerOf({ constrainedMemory: () => 1e6 }).readAt(1_000));
    assert.equal(values['system.cpu.limit'], 0.5);
    assert.equal(values['system.memory.limit'], 1e6);
    assert.equal(valuesOf(readerOf({ constrainedMemory: () => 0 }).readAt(1_000))['system.memory.limit'], totalmem());
  });

  it('has the limits of control groups of version 1, from within a container too', () => {
    const roots = { procfsRoot: procfs.root, cgroupRoot: join(procfs.root, 'cgroup') };
    procfs.write('self/cgroup', '4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n');
    assert.equal(cpuLimit(roots), undefined);
    procfs.write('cgroup/cpu,cpuacct/cpu.cfs_period_us', '100000\n');
    procfs.write('cgroup/cpu,cpuacct/cpu.cfs_quota_us', '-1\n');
    assert.equal(cpuLimit(roots), undefined);
    procfs.write('cgroup/cpu,cpuacct/cpu.cfs_quota_us', '150000\n');
    assert.equal(cpuLimit(roots), 1.5);
  });

  it('is not made up from a text that is no such file', () => {
    for (const text of ['', 'cpu', 'some avg10=x', 'MemTotal: 5 kB']) {
      assert.deepEqual(
        [parseCpuTimes(text), parseMeminfo(text), parsePressure(text)],
        [undefined, undefined, undefined],
      );
    }
  });
});

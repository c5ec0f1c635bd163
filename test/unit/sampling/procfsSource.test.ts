import assert from 'node:assert/strict';
import { openProcfs } from '../../../src/sampling/procfs/procfsSystem';
import { ProcfsSource } from '../../../src/sampling/procfsSource';
import type { ReadResult } from '../../../src/sampling/processSource';
import { metricOf } from '../../../src/shared/metrics';
import { attributesOf, type ProcessInfo } from '../../../src/shared/sample';
import { FakeClock } from '../../support/fakeClock';

const NOW_MS = 1_700_002_125_600;

describe('ProcfsSource on a captured procfs', () => {
  const clock = new FakeClock(NOW_MS);
  let source: ProcfsSource;
  let processes: ReadonlyMap<number, ProcessInfo>;

  before(async () => {
    const system = openProcfs('test/fixtures/procfs', NOW_MS);
    assert(system);
    source = new ProcfsSource(system, clock);
    processes = new Map((await source.list()).map((process) => [process.pid, process]));
  });

  after(() => {
    source.dispose();
  });

  async function read(pid: number): Promise<ReadResult> {
    const process = processes.get(pid);
    assert(process);
    const [result] = await source.read([process]);
    assert(result);
    return result;
  }

  /** Values by `metric` or `metric{attributes}`. */
  function valuesOf(result: ReadResult): Record<string, number> {
    assert(result.kind === 'read');
    return Object.fromEntries(
      result.readings.map(({ metric, attributes, value }) => [
        attributes === '' ? metric : `${metric}{${attributes}}`,
        value,
      ]),
    );
  }

  it('reads every metric in base units, sums beside their breakdown', async () => {
    const values = valuesOf(await read(1200));
    assert.ok(Math.abs((values['process.uptime'] ?? 0) - 1.01) < 1e-9);
    delete values['process.uptime'];
    assert.deepEqual(values, {
      'process.cpu.time': 3,
      'process.cpu.time{cpu.mode="user"}': 2.5,
      'process.cpu.time{cpu.mode="system"}': 0.5,
      'process.cpu.wait_time': 0.75,
      'process.memory.usage': 10_976 * 4096,
      'process.memory.virtual': 812_822_528,
      'process.thread.count': 7,
      'process.paging.faults': 2337,
      'process.paging.faults{process.paging.fault_type="minor"}': 2334,
      'process.paging.faults{process.paging.fault_type="major"}': 3,
      'process.unix.file_descriptor.count': 5,
      'process.io': 249_867,
      'process.io{io.direction="read"}': 249_866,
      'process.io{io.direction="write"}': 1,
      'process.disk.io': 12_288,
      'process.disk.io{disk.io.direction="read"}': 4096,
      'process.disk.io{disk.io.direction="write"}': 8192,
      'process.context_switches': 11,
      'process.context_switches{process.context_switch.type="voluntary"}': 4,
      'process.context_switches{process.context_switch.type="involuntary"}': 7,
    });
  });

  it("uses the catalogue's attributes, all of them, and reads exactly the metrics that it states", async () => {
    const result = await read(1200);
    assert(result.kind === 'read');
    assert.deepEqual(new Set(result.readings.map(({ metric }) => metric)), new Set(source.metrics));
    for (const metric of source.metrics) {
      const { breakdown } = metricOf(metric);
      const texts = breakdown?.values.map((value) => attributesOf({ [breakdown.attribute]: value })) ?? [];
      const found: string[] = result.readings
        .filter((reading) => reading.metric === metric)
        .map(({ attributes }) => attributes);
      assert.deepEqual(found, ['', ...texts]);
    }
  });

  it('leaves out what may not be read and keeps the rest, in each round', async () => {
    for (let round = 0; round < 2; round += 1) {
      const values = valuesOf(await read(1202));
      assert.equal(values['process.cpu.time'], 3);
      for (const metric of ['process.io', 'process.disk.io', 'process.context_switches']) {
        assert.equal(metric in values, false, metric);
      }
      assert.equal('process.unix.file_descriptor.count' in values, false);
    }
  });

  it('tells the state, the time of the reading, and the same identity as the table', async () => {
    const running = await read(1200);
    assert(running.kind === 'read');
    assert.equal(running.state, 'running');
    assert.equal(running.timeMs, NOW_MS);
    const stopped = await read(1202);
    assert(stopped.kind === 'read');
    assert.equal(stopped.state, 'stopped');
    assert.equal(stopped.process, processes.get(1202));
  });

  it('leaves zombies out of the table and answers `gone` for them', async () => {
    assert.equal(processes.has(1201), false);
    const [result] = await source.read([{ pid: 1201, startTimeMs: NOW_MS - 2_125_600 + 2_124_800 }]);
    assert.equal(result?.kind, 'gone');
  });

  it('answers `gone` for an identity of which only the pid is right, and for a pid that nobody has', async () => {
    const process = processes.get(1200);
    assert(process);
    const results = await source.read([
      { ...process, startTimeMs: process.startTimeMs - 10 },
      { pid: 4711, startTimeMs: 1 },
      process,
    ]);
    assert.deepEqual(
      results.map(({ kind }) => kind),
      ['gone', 'gone', 'read'],
    );
  });

  it('names a script without the arguments after it', async () => {
    const process = processes.get(1200);
    assert(process);
    assert.equal(await source.describe(process), 'node server.js');
  });
});

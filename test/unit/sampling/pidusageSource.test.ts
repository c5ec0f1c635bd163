import assert from 'node:assert/strict';
import { PidusageSource, type UsageReader } from '../../../src/sampling/pidusageSource';
import type { ProcessCondition, ProcessTable } from '../../../src/sampling/processTable';
import type { ReadResult } from '../../../src/sampling/processSource';
import { FakeClock } from '../../support/fakeClock';

const A = { pid: 10, startTimeMs: 1000 };
const B = { pid: 20, startTimeMs: 2000 };

function tableSaying(conditions: Readonly<Record<number, ProcessCondition>>, checksNow: boolean): ProcessTable {
  return {
    checksNow,
    list: () => Promise.resolve([]),
    find: () => Promise.resolve(undefined),
    check: ({ pid }) => conditions[pid] ?? 'gone',
    describe: () => Promise.resolve(undefined),
    dispose: () => undefined,
  };
}

function sourceWith(
  usage: UsageReader,
  { conditions = { 10: 'running', 20: 'running' }, checksNow = true }: TableOptions = {},
): PidusageSource {
  return new PidusageSource('linux', tableSaying(conditions, checksNow), new FakeClock(5000), usage);
}

interface TableOptions {
  readonly conditions?: Readonly<Record<number, ProcessCondition>>;
  readonly checksNow?: boolean;
}

function kinds(results: readonly ReadResult[]): string[] {
  return results.map(({ kind }) => kind);
}

function failingWith(error: Error): UsageReader {
  return () => Promise.reject(error);
}

describe('PidusageSource', () => {
  it('turns milliseconds into seconds and passes memory on', async () => {
    const source = sourceWith(() => Promise.resolve({ 10: { ctime: 1230, memory: 4096, elapsed: 4500 } }));
    assert.deepEqual(await source.read([A]), [
      {
        kind: 'read',
        process: A,
        timeMs: 5000,
        state: 'running',
        readings: [
          { metric: 'process.cpu.time', attributes: '', value: 1.23 },
          { metric: 'process.memory.usage', attributes: '', value: 4096 },
          { metric: 'process.uptime', attributes: '', value: 4.5 },
        ],
      },
    ]);
  });

  it('leaves out values that are missing or no numbers', async () => {
    const source = sourceWith(() => Promise.resolve({ 10: { ctime: NaN, memory: 1 } }));
    const [result] = await source.read([A]);
    assert(result?.kind === 'read');
    assert.deepEqual(
      result.readings.map(({ metric }) => metric),
      ['process.memory.usage'],
    );
  });

  it('asks for all processes at once, and never lets pidusage forget within an interval', async () => {
    const calls: unknown[] = [];
    const source = sourceWith((pids, options) => {
      calls.push([...pids], options.maxage > 2 * 60_000);
      return Promise.resolve({});
    });
    await source.read([A, B]);
    await source.read([]);
    assert.deepEqual(calls, [[10, 20], true]);
  });

  it('answers `gone` for a process that the table no longer knows, whatever pidusage says of its pid', async () => {
    const usage: UsageReader = () => Promise.resolve({ 10: { ctime: 1 }, 20: { ctime: 1 } });
    const source = sourceWith(usage, { conditions: { 20: 'stopped' } });
    const results = await source.read([A, B]);
    assert.deepEqual(kinds(results), ['gone', 'read']);
    assert(results[1]?.kind === 'read');
    assert.equal(results[1].state, 'stopped');
  });

  for (const code of ['ENOENT', 'ESRCH']) {
    it(`takes ${code} for an answer without anyone in it`, async () => {
      const error = Object.assign(new Error('No matching pid found'), { code });
      assert.deepEqual(kinds(await sourceWith(failingWith(error), { checksNow: false }).read([A])), ['gone']);
    });
  }

  it('fails, but does not bury, a living process that pidusage knows nothing about', async () => {
    const results = await sourceWith(() => Promise.resolve({ 10: undefined })).read([A]);
    assert.deepEqual(kinds(results), ['failed']);
  });

  it('tells why a call failed as a whole', async () => {
    const [result] = await sourceWith(failingWith(new Error('spawn ps EAGAIN'))).read([A]);
    assert.deepEqual(result, { kind: 'failed', process: A, reason: 'pidusage: spawn ps EAGAIN' });
  });

  it('takes CPU time that fell for another process under the same pid', async () => {
    let cpuMs = 500;
    const source = sourceWith(() => Promise.resolve({ 10: { ctime: cpuMs } }), { checksNow: false });
    assert.deepEqual(kinds(await source.read([A])), ['read']);
    cpuMs = 20;
    assert.deepEqual(kinds(await source.read([A])), ['gone']);
  });

  it('does not start processes every second where that is dear', () => {
    const minimum = (platform: NodeJS.Platform): number =>
      new PidusageSource(platform, tableSaying({}, false), new FakeClock()).minIntervalMs;
    assert.deepEqual([minimum('linux'), minimum('darwin'), minimum('freebsd')], [100, 1000, 1000]);
    assert.ok(minimum('win32') >= 10_000);
  });
});

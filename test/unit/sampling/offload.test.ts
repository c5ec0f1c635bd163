import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { OffloadingSource } from '../../../src/sampling/offload/offloadingSource';
import { packResults, unpackResults } from '../../../src/sampling/offload/packedResults';
import type { ReadResult } from '../../../src/sampling/processSource';
import { openProcfs } from '../../../src/sampling/procfs/procfsSystem';
import { createSystemClock } from '../../../src/sampling/systemClock';
import type { ProcessInfo } from '../../../src/shared/sample';
import { waitFor } from '../../support/waitFor';

/** Built beside the tests, by `node esbuild.mjs`. */
const WORKER = join(process.cwd(), 'dist', 'samplerWorker.js');

describe('packed results', () => {
  const processes = [1, 2, 3, 4].map((pid) => ({ pid, startTimeMs: pid }));

  it('come out as they went in, whatever each process could tell', () => {
    const [a, b, c, d] = processes;
    assert(a && b && c && d);
    const results: readonly ReadResult[] = [
      {
        kind: 'read',
        process: a,
        timeMs: 1.5,
        state: 'running',
        readings: [
          { metric: 'process.cpu.time', attributes: '', value: 2.5 },
          { metric: 'process.cpu.time', attributes: 'cpu.mode="user"', value: 0 },
        ],
      },
      { kind: 'gone', process: b },
      { kind: 'failed', process: c, reason: 'EACCES' },
      {
        kind: 'read',
        process: d,
        timeMs: 3,
        state: 'stopped',
        readings: [{ metric: 'process.memory.usage', attributes: '', value: 4096 }],
      },
    ];
    assert.deepEqual(unpackResults(packResults(results), processes), results);
  });

  it('hold nothing for nobody', () => {
    assert.deepEqual(unpackResults(packResults([]), []), []);
  });
});

describe('a source that reads many processes in a thread of its own', function () {
  this.timeout(60_000);
  let children: ChildProcess[] = [];
  let log: string[];
  let source: OffloadingSource;

  before(function () {
    if (process.platform !== 'linux') this.skip();
    children = Array.from({ length: 110 }, () => spawn('sleep', ['1000'], { stdio: 'ignore' }));
  });

  after(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  beforeEach(() => {
    log = [];
  });

  afterEach(() => {
    source.dispose();
  });

  function open(workerScript: string): void {
    const clock = createSystemClock();
    const system = openProcfs('/proc', clock.wallMs());
    assert(system);
    source = new OffloadingSource(system, clock, { workerScript, log: (text) => log.push(text) });
  }

  /** The children that are in the table. */
  async function listed(): Promise<readonly ProcessInfo[]> {
    const pids = new Set(children.map(({ pid }) => pid));
    return (await source.list()).filter(({ pid }) => pids.has(pid));
  }

  async function round(processes: readonly ProcessInfo[]): Promise<readonly ReadResult[]> {
    await source.list();
    return source.read(processes);
  }

  function metricsOf(result: ReadResult | undefined): readonly string[] {
    assert(result?.kind === 'read', JSON.stringify(result));
    return result.readings.map(({ metric, attributes }) => `${metric}{${attributes}}`);
  }

  async function untilOffloaded(processes: readonly ProcessInfo[]): Promise<void> {
    await waitFor(
      async () => {
        await round(processes);
        return source.isOffloaded;
      },
      { timeoutMs: 20_000, what: 'the worker thread' },
    );
  }

  it('gives the same identities, metrics and times from there as from here', async () => {
    open(WORKER);
    const processes = await listed();
    assert.equal(processes.length, children.length);
    const here = await round(processes);
    assert.equal(source.isOffloaded, false);
    await untilOffloaded(processes);
    assert.deepEqual(await listed(), processes);
    const there = await round(processes);
    assert.deepEqual(there.map(metricsOf), here.map(metricsOf));
    const [before, after] = [here[0], there[0]];
    assert(before?.kind === 'read' && after?.kind === 'read');
    assert.ok(after.timeMs > before.timeMs && after.timeMs <= createSystemClock().nowMs() + 5);
    const costOfRound = async (): Promise<number> => {
      await round(processes);
      return source.offThreadCpuSeconds();
    };
    await waitFor(async () => (await costOfRound()) > 0, {
      timeoutMs: 20_000,
      what: 'the CPU time of the thread',
    });
    assert.deepEqual(log, []);
  });

  it('sees from there that a process has exited', async () => {
    open(WORKER);
    const processes = await listed();
    await untilOffloaded(processes);
    const [child] = children.splice(0, 1);
    assert(child);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
    const results = await round(processes);
    assert.deepEqual(
      results.filter(({ kind }) => kind !== 'read').map(({ kind, process }) => [kind, process.pid]),
      [['gone', child.pid]],
    );
  });

  it('comes back when few are left', async () => {
    open(WORKER);
    const processes = await listed();
    await untilOffloaded(processes);
    for (const process of processes.slice(10)) source.release(process);
    const results = await round(processes.slice(0, 10));
    assert.equal(source.isOffloaded, false);
    assert.ok(results.every(({ kind }) => kind === 'read'));
  });

  it('goes on here, and says so once, where the thread cannot start', async () => {
    open(join(process.cwd(), 'no-such-script.js'));
    const processes = await listed();
    await waitFor(async () => (await round(processes)).every(({ kind }) => kind === 'read') && log.length > 0, {
      timeoutMs: 20_000,
      what: 'a word about the failure',
    });
    await round(processes);
    assert.equal(source.isOffloaded, false);
    assert.equal(log.length, 1);
    assert.match(log[0] ?? '', /worker thread failed/);
  });

  it('finds markers from there too, and names and pids from here', async () => {
    open(WORKER);
    const processes = await listed();
    await untilOffloaded(processes);
    const path = `PATH=${process.env.PATH ?? ''}`;
    const [first] = processes;
    assert(first);
    assert.deepEqual(
      (await source.findMarked([first], [path, 'NO=such'])).map(({ marker }) => marker),
      [path],
    );
    assert.deepEqual(await source.find(first.pid), first);
    assert.equal(await source.describe(first), 'sleep');
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import { chooseSource } from '../../../src/sampling/chooseSource';
import type { ProcessSource, ReadResult } from '../../../src/sampling/processSource';
import { createSystemClock } from '../../../src/sampling/systemClock';
import type { MetricName } from '../../../src/shared/metrics';
import type { ProcessInfo } from '../../../src/shared/sample';
import { ChildProcesses } from '../../support/sampling/childProcesses';
import { ShellPrograms } from '../../support/sampling/shellPrograms';
import { waitFor } from '../../support/waitFor';

const BUSY = 'const memory = Buffer.alloc(50e6, 1); for (;;) memory[0]++;';
const IDLE = 'setInterval(() => {}, 1e6);';
/** Its child is never collected, because its event loop never turns. */
const PARENT_OF_ZOMBIE = `
  require('node:child_process').spawn('true');
  for (;;);
`;

describe('sources on living processes', function () {
  this.timeout(60_000);
  const children = new ChildProcesses();
  const programs = new ShellPrograms();
  const clock = createSystemClock();
  const sources: ProcessSource[] = [];
  let procfs: ProcessSource;
  let pidusage: ProcessSource;

  before(function () {
    if (process.platform !== 'linux') this.skip();
    procfs = chooseSource('procfs', { platform: 'linux' }, clock).source;
    pidusage = chooseSource('pidusage', { platform: 'linux' }, clock).source;
    sources.push(procfs, pidusage);
  });

  afterEach(() => {
    children.killAll();
    programs.killAll();
  });

  after(() => {
    for (const source of sources) source.dispose();
  });

  async function find(source: ProcessSource, pid: number): Promise<ProcessInfo> {
    const process = await source.find(pid);
    assert(process, `process ${pid} is found`);
    return process;
  }

  async function readOne(source: ProcessSource, process: ProcessInfo): Promise<ReadResult> {
    const [result] = await source.read([process]);
    assert(result);
    return result;
  }

  function valueOf(result: ReadResult, metric: MetricName): number {
    assert(result.kind === 'read', JSON.stringify(result));
    const reading = result.readings.find((candidate) => candidate.metric === metric && candidate.attributes === '');
    assert(reading, metric);
    return reading.value;
  }

  it('agree on CPU, memory and uptime of a busy process', async () => {
    const { pid } = await children.start(BUSY);
    const [byProcfs, byPidusage] = await Promise.all([find(procfs, pid), find(pidusage, pid)]);
    const atStart = valueOf(await readOne(procfs, byProcfs), 'process.cpu.time');
    await until(
      'half a second of CPU time',
      async () => valueOf(await readOne(procfs, byProcfs), 'process.cpu.time') >= atStart + 0.5,
    );
    // One between two of the other: however long the reads take, the values have to lie in this order.
    const before = await readOne(procfs, byProcfs);
    const between = await readOne(pidusage, byPidusage);
    const after = await readOne(procfs, byProcfs);
    for (const metric of ['process.cpu.time', 'process.uptime'] as const) {
      const value = valueOf(between, metric);
      // A tick is 10 ms.
      assert.ok(value >= valueOf(before, metric) - 0.011 && value <= valueOf(after, metric) + 0.011, metric);
    }
    const memory = valueOf(before, 'process.memory.usage');
    assert.ok(memory > 50e6);
    assert.ok(Math.abs(valueOf(between, 'process.memory.usage') / memory - 1) < 0.02);
  });

  it('agree with the kernel on memory, threads and descriptors', async () => {
    const { pid } = await children.start(IDLE);
    const process = await find(procfs, pid);
    // A young program still maps memory and starts threads: both sides have to be read while nothing changes.
    await until('the same values on both sides', async () => {
      const result = await readOne(procfs, process);
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const kernel = (label: string): number => Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
      return (
        Math.abs(valueOf(result, 'process.memory.usage') / (kernel('VmRSS') * 1024) - 1) < 0.02 &&
        valueOf(result, 'process.memory.virtual') === kernel('VmSize') * 1024 &&
        valueOf(result, 'process.thread.count') === kernel('Threads') &&
        valueOf(result, 'process.unix.file_descriptor.count') >= 3
      );
    });
  });

  it('give the same identity by list, find and read', async () => {
    const { pid } = await children.start(IDLE);
    for (const source of sources) {
      const found = await find(source, pid);
      assert.deepEqual(
        (await source.list()).find((process) => process.pid === pid),
        found,
      );
      assert.equal((await readOne(source, found)).kind, 'read');
      assert.ok(Math.abs(found.startTimeMs - Date.now()) < 60_000);
    }
  });

  it('answer `gone` for a process that exits between list and read, again and again', async () => {
    const child = await children.start(IDLE);
    const found = await Promise.all(sources.map((source) => find(source, child.pid)));
    for (const [index, source] of sources.entries()) await readOne(source, known(found[index]));
    process.kill(child.pid, 'SIGKILL');
    await child.exited;
    for (const [index, source] of sources.entries()) {
      const exited = known(found[index]);
      assert.equal((await readOne(source, exited)).kind, 'gone');
      assert.equal((await readOne(source, exited)).kind, 'gone');
      assert.equal(await source.find(child.pid), undefined);
    }
  });

  it('tell that a process is stopped, and that it goes on', async () => {
    const { pid } = await children.start(IDLE);
    for (const source of sources) {
      const found = await find(source, pid);
      const isIn = (state: 'running' | 'stopped') => async (): Promise<boolean> => {
        const result = await readOne(source, found);
        return result.kind === 'read' && result.state === state;
      };
      process.kill(pid, 'SIGSTOP');
      await until('a stopped process', isIn('stopped'));
      process.kill(pid, 'SIGCONT');
      await until('a running process', isIn('running'));
    }
  });

  it('leave a zombie out of the table', async () => {
    const parent = await children.start(PARENT_OF_ZOMBIE);
    const zombiePid = await childOf(parent.pid);
    await until('a zombie', () => stateOf(zombiePid) === 'Z');
    for (const source of sources) {
      assert.equal(await source.find(zombiePid), undefined);
      const table = await source.list();
      assert.equal(
        table.some(({ pid }) => pid === zombiePid),
        false,
      );
    }
  });

  it('take a process that became a zombie for gone', async () => {
    const parent = await children.start(PARENT_OF_ZOMBIE.replace("'true'", "'sleep', ['1000']"));
    const childPid = await childOf(parent.pid);
    const found = await Promise.all(sources.map((source) => find(source, childPid)));
    process.kill(childPid, 'SIGKILL');
    await until('a zombie', () => stateOf(childPid) === 'Z');
    for (const [index, source] of sources.entries()) {
      assert.equal((await readOne(source, known(found[index]))).kind, 'gone');
    }
  });

  it('name a process without its arguments', async () => {
    const { pid } = await children.start(IDLE);
    for (const source of sources) assert.equal(await source.describe(await find(source, pid)), 'node');
  });

  it('tell how long a process waits for the processor that it shares with another', async () => {
    const first = await children.start(BUSY);
    const second = await children.start(BUSY);
    for (const { pid } of [first, second]) await pinToFirstProcessor(pid);
    const found = await find(procfs, first.pid);
    const atStart = await readOne(procfs, found);
    // Each gets half of what both want: neither the one nor the other can reach this without being made to wait.
    await until('a wait for the processor', async () => {
      const now = await readOne(procfs, found);
      const grown = (metric: MetricName): number => valueOf(now, metric) - valueOf(atStart, metric);
      return grown('process.cpu.wait_time') > 0.2 && grown('process.cpu.time') > 0.1;
    });
  });

  it('see what a process does after it has been idle', async () => {
    const program = programs.start('while read line; do echo 1234567890; done', { leads: false });
    const found = await find(procfs, program.pid);
    const written = async (): Promise<number> => valueOf(await readOne(procfs, found), 'process.io');
    await until('rest', async () => (await written()) === (await written()));
    const before = await written();
    program.write('a line\n');
    await until('eleven more bytes', async () => (await written()) >= before + 11);
  });

  it('tell proportional memory: more than what is private, no more than what is resident', async () => {
    const { pid } = await children.start(BUSY);
    const found = await find(procfs, pid);
    const proportional = async (): Promise<number> => {
      const result = await procfs.readProportionalMemory(found);
      assert(result.kind === 'read', JSON.stringify(result));
      return result.bytes;
    };
    await until('the memory that the program fills', async () => (await proportional()) > 50e6);
    assert.ok((await proportional()) <= valueOf(await readOne(procfs, found), 'process.memory.usage') * 1.02);
    const other = { ...found, startTimeMs: found.startTimeMs - 1000 };
    assert.deepEqual(await procfs.readProportionalMemory(other), { kind: 'gone' });
    assert.equal((await pidusage.readProportionalMemory(found)).kind, 'failed');
  });

  it('keep no descriptor of a process that was released', async () => {
    const { pid } = await children.start(IDLE);
    const found = await find(procfs, pid);
    await readOne(procfs, found);
    assert.ok(openFilesOf(pid).length > 0);
    procfs.release(found);
    assert.deepEqual(openFilesOf(pid), []);
  });
});

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  await waitFor(condition, { timeoutMs: 30_000, what });
}

function known(process: ProcessInfo | undefined): ProcessInfo {
  assert(process);
  return process;
}

/** Lets all threads of a process run on one processor only. */
async function pinToFirstProcessor(pid: number): Promise<void> {
  await promisify(execFile)('taskset', ['--all-tasks', '--pid', '--cpu-list', '0', String(pid)]);
}

/** The pid of a process's child, once it has one. */
async function childOf(pid: number): Promise<number> {
  const children = (): string => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  await until('a child', () => children() !== '');
  return Number(children());
}

/** The letter of a process's state. */
function stateOf(pid: number): string | undefined {
  return /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
}

/** The files in procfs of another process that this process holds open. */
function openFilesOf(pid: number): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`);
      return path.startsWith(`/proc/${pid}/`) ? [path] : [];
    } catch {
      // The descriptor with which the folder was read is closed by now.
      return [];
    }
  });
}

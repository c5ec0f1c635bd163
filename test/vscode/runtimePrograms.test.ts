import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createAgentFolder } from '../../src/runtime/agentFolder';
import { AgentProcesses } from '../../src/runtime/agentProcesses';
import { AgentServer } from '../../src/runtime/agentServer';
import { JvmSource } from '../../src/runtime/jvm/jvmSource';
import { readPerfFile } from '../../src/runtime/jvm/readPerfFile';
import { createSystemClock } from '../../src/sampling/systemClock';
import { inRepository } from '../host/paths';
import { scrape } from '../support/runtimes/scrape';
import { WatchedProgram } from '../support/runtimes/watchedProgram';

/** Where the programs that the host's tests need have been installed, there are these as well. */
const PYTHON = process.env.PROCESS_MONITOR_TEST_PYTHON ?? 'python3';

/** How HotSpot calls the serial collector's work on the whole heap. */
const FULL = 'Serial full collection pauses';

describe('programs that are not Node', function () {
  this.timeout(120_000);
  let program: WatchedProgram | undefined;

  afterEach(() => {
    program?.dispose();
    program = undefined;
  });

  it('show the numbers of the Python client for Prometheus', async () => {
    program = WatchedProgram.start(PYTHON, ['test/fixtures/programs/prometheusClient.py']);
    const url = await program.url();
    scrape(program, new URL(`${url}/metrics`));
    await program.shows('app.value', 'queue_depth', (value) => value === 0);
    await (await fetch(`${url}/start`)).text();
    await program.shows('app.value', 'queue_depth', (value) => value === 42);
    await program.shows('app.count', 'ticks_total', (value) => value >= 5);
    await program.shows('app.distribution', 'tick_seconds', (value) => Math.abs(value - 0.3) < 0.1, {
      quantile: '0.5',
    });
    // It stops to count when it is asked to, and says what it has counted.
    const counted = Number(await (await fetch(`${url}/stop`)).text());
    await program.shows('app.count', 'ticks_total', (value) => value === counted);
  });

  // Serial collectors count each collection once.
  const collecting = ['java', '-XX:+UseSerialGC', 'test/fixtures/programs/Collecting.java'] as const;

  it('show the numbers that a JVM keeps in its file', async () => {
    const [java, ...args] = collecting;
    program = WatchedProgram.start(java, args, {}, 'java');
    await program.output(/Began/);
    program.watch(jvmSource(program));
    await program.shows('app.value', 'jvm.memory.used', (value) => value > 1e6, { 'jvm.memory.type': 'heap' });
    program.say('go on');
    const collections = Number((await program.output(/Collections (\d+)/))[1]);
    const threads = Number((await program.output(/Threads (\d+)/))[1]);
    assert.equal(collections, 5);
    await program.shows('app.count', 'jvm.gc.count', (value) => value === collections, { 'jvm.gc.name': FULL });
    await program.shows('app.count', 'jvm.gc.time', (value) => value > 0 && value < 10, { 'jvm.gc.name': FULL });
    await program.shows('app.value', 'jvm.thread.count', (value) => value === threads);
    await program.shows('app.count', 'jvm.safepoint.count', (value) => value >= collections);
  });

  it('show the numbers of a JVM in a container, with pids and a file system of its own', async function () {
    if (process.platform !== 'linux') this.skip();
    const container = ['--user', '--map-root-user', '--pid', '--mount', '--kill-child', 'sh', '-c'];
    const script = `mount -t tmpfs tmpfs /tmp && exec ${collecting.join(' ')}`;
    program = WatchedProgram.start('unshare', [...container, script], {}, 'java');
    await program.output(/Began/);
    program.watch(jvmSource(program, childOf));
    await program.shows('app.value', 'jvm.memory.used', (value) => value > 1e6, { 'jvm.memory.type': 'heap' });
    program.say('go on');
    const collections = Number((await program.output(/Collections (\d+)/))[1]);
    await program.shows('app.count', 'jvm.gc.count', (value) => value === collections, { 'jvm.gc.name': FULL });
  });

  it('show what our module tells of a Python program, which keeps the one that it had', async () => {
    const clock = createSystemClock();
    const reporting = new AgentProcesses(clock, () => undefined);
    const folder = createAgentFolder([tmpdir(), '/tmp'], process.platform);
    assert.ok(folder !== undefined);
    const server = await AgentServer.listen(folder, {
      clock,
      isWatched: () => false,
      onThread: (hello, ping) => reporting.open(hello, ping),
      onError: (error) => {
        throw error;
      },
    });
    const own = mkdtempSync(join(tmpdir(), 'process-monitor-python-'));
    writeFileSync(join(own, 'sitecustomize.py'), 'import sys\nsys.customized = "by its own"\n');
    try {
      const path = [inRepository('src', 'python'), own].join(delimiter);
      const env = { PROCESS_MONITOR_AGENT: folder.path, PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: '1' };
      program = WatchedProgram.start(PYTHON, ['test/fixtures/programs/collecting.py'], env);
      await program.output(/Customized by its own/);
      program.watch({
        enrich: (round) => reporting.enrich(round),
        forget: () => undefined,
        dispose: () => {
          server.dispose();
        },
      });
      await program.shows('app.value', 'python.threads', (value) => value === 5);
      const generation = '2';
      const before = program.latest('app.count', 'python.gc.count', { generation });
      program.say('go on');
      const collections = Number((await program.output(/Collections (\d+)/))[1]);
      const counted = (value: number): boolean => value - (Number.isNaN(before) ? 0 : before) >= collections - 1e-6;
      await program.shows('app.count', 'python.gc.count', counted, { generation });
      await program.shows('app.count', 'python.gc.time', (value) => value > 0 && value < 10, { generation });
      await program.shows('app.distribution', 'python.lateness', (value) => value > 0, { quantile: '0.99' });
      program.say('end');
      assert.equal(await program.exitCode(), 0);
    } finally {
      folder.dispose();
      rmSync(own, { recursive: true, force: true });
    }
  });
});

/** The program that `unshare` started. */
function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

function jvmSource({ clock }: WatchedProgram, pidOf = (pid: number): number => pid): JvmSource {
  const userId = process.getuid?.() ?? 0;
  const folder = process.platform === 'linux' ? '/tmp' : tmpdir();
  return new JvmSource({
    clock,
    readFile: (pid) => readPerfFile(pidOf(pid), { temporaryFolder: folder, userId, procfs: '/proc' }),
    onProblem: (message) => {
      throw new Error(message);
    },
  });
}

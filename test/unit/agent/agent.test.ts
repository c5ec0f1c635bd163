import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APPLICATION_LIMITS, valueOfBucket, type TickFrame } from '../../../src/shared/agentFrames';
import { takeUpAgentFolder } from '../../../src/runtime/agentFolder';
import { httpProbe } from '../../../src/runtime/health/httpProbe';
import { ownHeaders } from '../../../src/runtime/ownRequests';
import { PAGE_LIMITS, readPage } from '../../../src/runtime/scraping/pageReader';
import { AGENT_FILE, AgentHost, LIVES, runProgram, startProgram } from '../../support/agent/agentHost';
import { nodeOfMajor } from '../../support/agent/nodeVersions';
import { waitFor } from '../../support/waitFor';

/** Once it is told to go on, warns and serves four requests, one of them with 500 and one given up, and one that is the host's own, blocks for 300 ms, starts a worker, and throws in the end. */
const SERVER = `
  const http = require('http');
  processMonitor.counter('jobs', 2, { kind: 'a' });
  require('diagnostics_channel').channel('process-monitor').publish({ type: 'gauge', name: 'queue', value: 4 });
  const server = http.createServer((request, response) => {
    if (request.url === '/hang') return request.socket.destroy();
    response.statusCode = request.url === '/fail' ? 500 : 200;
    setTimeout(() => response.end('ok'), 20);
  });
  const mark = require('fs').readFileSync(process.env.PROCESS_MONITOR_AGENT + '/mark', 'utf8');
  const get = (path, headers = {}) => new Promise((resolve) => http.get({ port: server.address().port, path, headers }, (response) =>
    response.resume().once('end', resolve)).once('error', resolve));
  server.listen(0, '127.0.0.1', () => process.stdin.once('data', async () => {
    process.emitWarning('careful');
    await get('/', { 'x-process-monitor': mark });
    for (const path of ['/', '/', '/fail', '/hang']) await get(path);
    const end = Date.now() + 300;
    while (Date.now() < end);
    const { Worker } = require('worker_threads');
    new Worker('setInterval(() => {}, 1000)', { eval: true });
    process.stdin.once('end', () => { throw new Error('boom'); });
  }));
`;

/** A server that tells its port and then answers each request with a metric. */
const SERVES = `
  const server = require('http').createServer((request, response) => response.end('up 1\\n'));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

describe('the agent', () => {
  let host: AgentHost;
  beforeEach(async () => {
    host = await AgentHost.open();
  });
  afterEach(() => {
    host.dispose();
  });

  const hasTicked = (): boolean => host.ticks.length > 0;

  for (const major of [18, 20, 22, 24, 26]) {
    it(`reports from inside Node ${major}`, async function () {
      this.timeout(120_000);
      const outcomesOf = (ticks: readonly TickFrame[]): readonly (readonly [string, number])[] =>
        ticks.flatMap(({ served }) => served?.outcomes ?? []);
      const isWorkerSeen = (): boolean =>
        host.frames.some(({ hello, frame }) => hello.threadId > 0 && frame.kind === 'tick');
      const { code, stderr } = await runProgram(SERVER, {
        folder: host.folder.path,
        node: await nodeOfMajor(major),
        goesOn: () => host.frames.length > 0,
        until: () => isWorkerSeen() && outcomesOf(host.ticks).reduce((sum, [, one]) => sum + one, 0) >= 4,
      });
      assert.equal(code, 1, stderr);
      const { ticks } = host;
      const longest = Math.max(...ticks.map(({ delay }) => delay?.max ?? 0));
      assert.ok(longest >= 0.25, `${longest} s`);
      assert.ok(ticks.every(({ memory }) => memory !== undefined && memory.used > 1e6 && memory.limit > memory.used));
      assert.ok(ticks.every(({ utilization = -1 }) => utilization >= 0 && utilization <= 1));
      const count = (wanted: string): number =>
        outcomesOf(ticks).reduce((sum, [outcome, one]) => sum + (outcome === wanted ? one : 0), 0);
      assert.deepEqual([count('success'), count('server_error'), count('aborted')], [2, 1, 1]);
      const durations = ticks.flatMap(({ served }) => served?.seconds ?? []).map(([bucket]) => valueOfBucket(bucket));
      assert.ok(Math.min(...durations) >= 0.019, String(durations));
      const application = ticks.flatMap((tick) => tick.application);
      assert.ok(
        application.some((series) => series.type === 'counter' && series.name === 'jobs' && series.value === 2),
      );
      assert.ok(application.some((series) => series.type === 'gauge' && series.name === 'queue' && series.value === 4));
      assert.ok(isWorkerSeen());
      const incidents = host.frames.flatMap(({ frame }) => (frame.kind === 'incident' ? [frame.text] : []));
      // A machine that is busy makes a collection so long that it is told too.
      const ofProgram = incidents.filter((text) => !text.includes('garbage collection'));
      assert.deepEqual(ofProgram, ['Warning: careful', 'Error: boom']);
    });
  }

  it("does not count the host's own requests as the program's", async () => {
    const program = startProgram(SERVES, { folder: host.folder.path });
    try {
      const port = await new Promise<number>((resolve) =>
        program.stdout.once('data', (data) => {
          resolve(Number(data));
        }),
      );
      await waitFor(hasTicked, { timeoutMs: 30_000, what: 'the agent' });
      const url = new URL(`http://127.0.0.1:${port}/metrics`);
      const own = ownHeaders(host.folder.mark);
      assert.equal((await readPage(url, PAGE_LIMITS, own)).kind, 'told');
      assert.deepEqual(await httpProbe(url, own).ask(new AbortController().signal), { kind: 'answered' });
      const [path, forged] = [url.pathname, { 'x-process-monitor': '0'.repeat(32) }];
      assert.equal((await readPage(url, PAGE_LIMITS, forged)).kind, 'told');
      // Behind a proxy a connection may go on with the requests of others.
      const request = (headers: Readonly<Record<string, string>>, isLast = false): string =>
        [
          `GET ${path} HTTP/1.1`,
          'host: localhost',
          ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`),
          ...(isLast ? ['connection: close'] : []),
          '\r\n',
        ].join('\r\n');
      const socket = connect(port, '127.0.0.1').resume();
      socket.write([request(own), request({}), request(forged), request({}, true)].join(''));
      await once(socket, 'close');
      const seen = (): number =>
        host.ticks.flatMap(({ served }) => served?.outcomes ?? []).reduce((sum, [, count]) => sum + count, 0);
      await waitFor(() => seen() >= 4, { timeoutMs: 30_000, what: 'the requests of others' });
      const ticks = host.ticks.length;
      await waitFor(() => host.ticks.length > ticks, { timeoutMs: 30_000, what: 'another tick' });
      assert.equal(seen(), 4);
    } finally {
      program.kill('SIGKILL');
    }
  });

  it('answers pings while its event loop goes round, and keeps nothing alive by that', async () => {
    const program = runProgram(LIVES, { folder: host.folder.path, until: () => host.pongs > 0 });
    await waitFor(() => host.frames.length > 0, { timeoutMs: 30_000, what: 'the agent' });
    host.questions.ping();
    assert.equal((await program).code, 0);
    // Nobody is there any more.
    host.questions.ping();
    assert.equal(host.pongs, 1);
  });

  for (const [what, source] of [
    ['ends at once', 'console.log("out"); console.error("err"); process.exitCode = 3;'],
    ['throws', 'process.on("exit", (code) => console.log(code)); throw new RangeError("no");'],
    ['rejects', 'Promise.reject(new RangeError("no"));'],
    ['ends by itself after a while', 'setTimeout(() => console.log("done"), 400);'],
  ] as const) {
    it(`changes neither exit code nor output of a program that ${what}`, async () => {
      const alone = await runProgram(source);
      assert.deepEqual(await runProgram(source, { folder: host.folder.path }), alone);
    });
  }

  it('does not keep a program whose host takes nothing and answers nothing', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'process-monitor-stalled-'));
    writeFileSync(join(folder, 'token'), 'token');
    const server = createServer((socket) => socket.pause().on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
    try {
      const ended = await runProgram('setTimeout(() => console.log("done"), 2500)', { folder });
      assert.deepEqual(ended, { code: 0, stdout: 'done\n', stderr: '' });
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  });

  for (const [what, files] of [
    ['is not there', []],
    ['has no socket', ['token']],
    ['has a file where the socket was', ['token', 'socket']],
  ] as const) {
    it(`is silent where the host's folder ${what}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'process-monitor-dead-'));
      for (const file of files) writeFileSync(join(folder, file), '');
      if (files.length === 0) rmSync(folder, { recursive: true });
      const ended = await runProgram('setTimeout(() => console.log(typeof processMonitor), 500)', { folder });
      assert.deepEqual(ended, { code: 0, stdout: 'object\n', stderr: '' });
      rmSync(folder, { recursive: true, force: true });
    });
  }

  it('does not notice that the host goes away', async () => {
    const source = `
      console.log("on");
      process.stdin.once('end', () => { processMonitor.counter("a"); console.log("done"); }).resume();
    `;
    const goes = (): boolean => {
      if (host.ticks.length === 0) return false;
      host.dispose();
      return true;
    };
    const ended = runProgram(source, { folder: host.folder.path, until: goes });
    assert.deepEqual(await ended, { code: 0, stdout: 'on\ndone\n', stderr: '' });
  });

  it('finds the host again that comes back in the same folder', async function () {
    this.timeout(60_000);
    const { path } = host.folder;
    const source = 'processMonitor.counter("before"); setInterval(() => processMonitor.counter("after"), 100)';
    const program = startProgram(source, { folder: path });
    try {
      await waitFor(() => host.ticks.length > 0, { timeoutMs: 30_000, what: 'the first tick' });
      host.dispose();
      const folder = await takeUpAgentFolder(path, [tmpdir()], process.platform);
      assert.ok(folder);
      host = await AgentHost.open(folder);
      const counted = (): boolean =>
        host.ticks.some(({ application }) => application.some(({ name }) => name === 'after'));
      await waitFor(counted, { timeoutMs: 30_000, what: 'what the program counts now' });
    } finally {
      program.kill('SIGKILL');
    }
  });

  it('looks more closely at the event loop while a person looks at the values', async () => {
    host.isWatched = true;
    const source = `
      const hooks = require('perf_hooks');
      const { monitorEventLoopDelay } = hooks;
      hooks.monitorEventLoopDelay = (options) => {
        console.log(options.resolution);
        return monitorEventLoopDelay(options);
      };
      ${LIVES}
    `;
    const until = (shown: string): boolean => shown.includes('20');
    const { stdout } = await runProgram(source, { folder: host.folder.path, until });
    assert.equal(stdout, '40\n20\n');
  });

  it('drops a name that the host refuses, instead of losing the host', async () => {
    const source = `
      for (const name of ['__proto__', 'constructor', 'prototype']) processMonitor.counter(name);
      processMonitor.counter('jobs', 1, { constructor: 'a' });
      ${LIVES}
    `;
    const until = (): boolean => host.ticks.length >= 2;
    await runProgram(source, { folder: host.folder.path, until });
    assert.ok(until());
    assert.equal(host.ticks[0]?.dropped, 4);
  });

  it('is found at a path with spaces', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'process monitor '));
    mkdirSync(join(folder, 'a b'));
    const file = join(folder, 'a b', 'agent.js');
    copyFileSync(AGENT_FILE, file);
    await runProgram(LIVES, { folder: host.folder.path, file, until: hasTicked });
    rmSync(folder, { recursive: true });
    assert.ok(hasTicked());
  });

  it('goes on where a program has replaced timers, clocks and JSON', async () => {
    const source = `
      ${LIVES}
      for (const name of ['setTimeout', 'setInterval', 'clearInterval']) globalThis[name] = () => { throw new Error(); };
      JSON.stringify = process.hrtime = performance.now = () => { throw new Error(); };
    `;
    assert.equal((await runProgram(source, { folder: host.folder.path, until: hasTicked })).code, 0);
    assert.ok(hasTicked());
  });

  it('bounds what a program names, takes anything, and counts what it drops', async () => {
    const source = `
      for (let i = 0; i < 100000; i++) processMonitor.counter('jobs', 1, { user: String(i) });
      const evil = { get a() { throw new Error('evil'); } };
      for (const [name, value, attributes] of [[evil, evil, evil], ['', 1], ['x'.repeat(65), 1], ['a', NaN], ['b', 1, evil]])
        for (const record of Object.values(processMonitor)) record(name, value, attributes);
      const { channel } = require('diagnostics_channel');
      for (const message of [null, undefined, 7, evil, { type: 'exec' }]) channel('process-monitor').publish(message);
      process.stdin.once('end', () => console.log('done')).resume();
    `;
    const ended = await runProgram(source, { folder: host.folder.path, until: hasTicked });
    assert.deepEqual(ended, { code: 0, stdout: 'done\n', stderr: '' });
    const [first] = host.ticks;
    assert.equal(first?.application.length, APPLICATION_LIMITS.series);
    assert.ok(first.dropped >= 100_000 - APPLICATION_LIMITS.series);
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { nodePorts } from '../../../../src/launching/adapter/nodePorts';
import { DapClient, launchArguments } from '../../../support/launching/dapClient';
import { isAlive } from '../../../support/launching/isAlive';
import { supervisorProgram } from '../../../support/launching/supervisorProgram';
import { waitFor } from '../../../support/waitFor';

const NODE = process.execPath;
/** Runs until it is stopped, and says when it is ready. */
const IDLE = 'setInterval(() => {}, 1000); console.log("ready");';
/** Ignores SIGTERM, as its two children do. */
const STUBBORN = `
  process.on('SIGTERM', () => {});
  const child = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)";
  for (const _ of [1, 2]) require('node:child_process').spawn(process.execPath, ['-e', child], { stdio: 'inherit' });
  setInterval(() => {}, 1000);`;

// Signals and sessions are those of POSIX.
const onPosix = process.platform === 'win32' ? () => undefined : describe;

onPosix('the debug adapter', function () {
  this.timeout(60_000);
  let client: DapClient;

  function open(
    env: NodeJS.ProcessEnv = process.env,
    onTerminal?: (args: Readonly<Record<string, unknown>>) => void,
  ): DapClient {
    client = new DapClient(nodePorts(supervisorProgram(env), tmpdir()), onTerminal);
    return client;
  }

  beforeEach(() => open());

  afterEach(async () => {
    const pids = client.events('process').filter(({ body }) => body.startMethod === 'launch');
    client.dispose();
    for (const { body } of pids) {
      await waitFor(() => !isAlive(Number(body.systemProcessId)), { timeoutMs: 30_000, what: 'the program to end' });
    }
  });

  it('says what it can before it is asked for anything', async () => {
    const { body } = await client.request('initialize', { adapterID: 'process-monitor' });
    assert.equal(body.supportsRestartRequest, true);
    assert.equal(body.supportsTerminateRequest, true);
    assert.equal(client.events('initialized').length, 1);
  });

  it('runs a program, tells its pid, its output with colours, and its exit code', async () => {
    const code = 'console.log("\\x1b[32mgrün\\x1b[0m"); console.error("bad"); process.exit(3)';
    const pid = await client.launch({ program: NODE, args: ['-e', code] });
    await client.event('terminated');
    assert.ok(pid > 0);
    assert.equal(client.output('stdout'), '\x1b[32mgrün\x1b[0m\n');
    assert.equal(client.output('stderr'), 'bad\n');
    assert.deepEqual(client.events('exited')[0]?.body, { exitCode: 3 });
    assert.match(client.output('console'), /exited with code 3/);
  });

  it('tells all of a long output before the end', async () => {
    await client.launch({ program: NODE, args: ['-e', 'process.stdout.write("x".repeat(3e6))'] });
    await client.event('terminated');
    assert.equal(client.output('stdout').length, 3e6);
  });

  it('tells the signal that ended the program', async () => {
    await client.launch({ program: NODE, args: ['-e', 'process.kill(process.pid, "SIGSEGV")'] });
    assert.deepEqual((await client.event('exited')).body, { exitCode: 139, signal: 'SIGSEGV' });
    assert.match(client.output('console'), /ended by signal SIGSEGV/);
  });

  it('gives the program what its configuration says, and nothing of the supervisor', async () => {
    open({
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      VSCODE_CWD: '/x',
      KEPT: 'k',
      GONE: 'g',
      NODE_OPTIONS: '--no-warnings',
    });
    const names = ['ELECTRON_RUN_AS_NODE', 'VSCODE_CWD', 'KEPT', 'GONE', 'ADDED', 'NODE_OPTIONS'];
    const code = `console.log(JSON.stringify([process.cwd(), process.argv.slice(1), ${JSON.stringify(names)}.map((n) => process.env[n] ?? null)]))`;
    const env = { ADDED: 'a b', GONE: null };
    await client.launch({ program: NODE, args: ['-e', code, '--', 'x y', '$HOME', ''], cwd: '/', env });
    await client.event('terminated');
    const expected = ['/', ['x y', '$HOME', ''], [null, null, 'k', null, 'a b', '--no-warnings']];
    assert.deepEqual(JSON.parse(client.output('stdout')), expected);
  });

  it('leaves no descriptor of the supervisor to the program', async function () {
    if (process.platform !== 'linux') this.skip();
    const pid = await client.launch({ program: 'sleep', args: ['60'] });
    // What the runner of the tests leaves open to everybody does not count.
    const other = spawn('sleep', ['60']);
    const descriptors = (of: number | undefined): string => readdirSync(`/proc/${of}/fd`).sort().join();
    try {
      // While a program is being loaded, it has its libraries open for a moment.
      await waitFor(() => descriptors(pid) === descriptors(other.pid), {
        timeoutMs: 30_000,
        what: 'equal descriptors',
      });
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('writes what is typed into the Debug Console to the program', async () => {
    await client.launch({ program: 'cat' });
    const answer = await client.request('evaluate', { expression: 'hello', context: 'repl' });
    assert.equal(answer.success, true);
    await client.untilOutput('stdout', 'hello\n');
  });

  it('does not take a hover for input', async () => {
    await client.launch({ program: 'cat' });
    assert.equal((await client.request('evaluate', { expression: 'x', context: 'hover' })).success, false);
    assert.equal(client.output('stdout'), '');
  });

  it('asks the program to end, and is told how it did', async () => {
    const code = `process.on('SIGTERM', () => process.exit(0)); ${IDLE}`;
    await client.launch({ program: NODE, args: ['-e', code] });
    await client.untilOutput('stdout', 'ready');
    assert.equal((await client.request('terminate')).success, true);
    await client.event('terminated');
    assert.deepEqual(client.events('exited')[0]?.body, { exitCode: 0 });
  });

  it('asks with the signal that the configuration names', async () => {
    const code = `process.on('SIGINT', () => process.exit(7)); ${IDLE}`;
    await client.launch({ program: NODE, args: ['-e', code], stopSignal: 'SIGINT' });
    await client.untilOutput('stdout', 'ready');
    await client.request('terminate');
    assert.deepEqual((await client.event('exited')).body, { exitCode: 7 });
  });

  it('kills a program that ignores SIGTERM, with its two children', async () => {
    const pid = await client.launch({ program: NODE, args: ['-e', STUBBORN] });
    const children = await childrenOf();
    await client.request('terminate');
    await client.event('terminated');
    for (const one of [pid, ...children]) assert.equal(isAlive(one), false);
    assert.equal(client.events('exited')[0]?.body.signal, 'SIGKILL');
  });

  it('ends what a program that has ended left behind', async () => {
    const code = `
      const child = require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' });
      console.log(child.pid); process.exit(0)`;
    await client.launch({ program: NODE, args: ['-e', code] });
    await client.event('terminated');
    assert.equal(isAlive(Number(client.output('stdout'))), false);
  });

  it('answers a disconnect when everything has ended', async () => {
    const pid = await client.launch({ program: NODE, args: ['-e', IDLE] });
    assert.equal((await client.request('disconnect', { terminateDebuggee: true })).success, true);
    assert.equal(isAlive(pid), false);
  });

  it('starts the program anew on restart, without telling the end of the old one', async () => {
    const first = await client.launch({ program: NODE, args: ['-e', IDLE] });
    const answer = await client.request('restart', { arguments: launchArguments({ program: 'sleep', args: ['60'] }) });
    assert.equal(answer.success, true);
    assert.notEqual(client.pid(), first);
    assert.equal(isAlive(first), false);
    assert.equal(isAlive(client.pid()), true);
    assert.deepEqual(client.events('exited'), []);
    assert.deepEqual(client.events('terminated'), []);
  });

  it('restarts what it has run when it is handed the configuration of another debugger', async () => {
    await client.launch({ program: 'sleep', args: ['60'] });
    await client.request('restart', { arguments: { name: 'test', type: 'pwa-node', request: 'launch' } });
    const argv = readFileSync(`/proc/${client.pid()}/cmdline`, 'utf8').split('\0');
    assert.deepEqual([basename(argv[0] ?? ''), argv[1]], ['sleep', '60']);
  });

  it('refuses breakpoints without failing', async () => {
    const { success, body } = await client.request('setBreakpoints', { source: {}, breakpoints: [{ line: 1 }] });
    assert.equal(success, true);
    assert.match(JSON.stringify(body), /"verified":false.*without a debugger/);
  });

  it('fails what only a debugger can do', async () => {
    assert.equal((await client.request('pause', { threadId: 1 })).success, false);
    assert.deepEqual((await client.request('threads')).body, { threads: [] });
  });

  it('passes over what is no message', () => {
    for (const message of [undefined, null, 'x', {}, { type: 'request' }, { type: 'event', event: 'x' }]) {
      client.say(message);
    }
    assert.deepEqual(client.messages, []);
  });

  it('names configuration, field and remedy of what cannot be started, and leaves nothing', async () => {
    const start = { id: '1', name: 'My app' };
    const fields = { name: 'Monitor: My app', program: '/none', __processMonitor: start };
    const answer = await client.request('launch', launchArguments(fields));
    assert.equal(answer.success, false);
    assert.match(answer.message ?? '', /^"My app" cannot be started\. "program": there is no file "\/none"\. Build it/);
    assert.equal(client.events('process').length, 0);
    await client.event('terminated');
  });

  it('says why the system would not start a program', async () => {
    const answer = await client.request('launch', launchArguments({ program: __filename, cwd: '/' }));
    assert.equal(answer.success, false);
    assert.match(answer.message ?? '', /"program": .*not executable/);
  });

  it('starts a translated configuration by the rules of its own debugger', async () => {
    const code = 'print(1)';
    await client.launch({ monitoredType: 'debugpy', code, console: 'internalConsole' });
    await client.event('terminated');
    assert.equal(client.output('stdout'), '1\n');
  });

  describe('attached to a process', () => {
    const attach = (processId: unknown): Promise<unknown> =>
      client.request('attach', launchArguments({ name: 'Mine', request: 'attach', processId }));

    it('tells its pid, and leaves it alone when it lets go', async () => {
      const target = spawn('sleep', ['60']);
      try {
        await attach(String(target.pid));
        assert.equal(client.pid(), target.pid);
        await client.request('disconnect', { terminateDebuggee: true });
        await client.request('terminate');
        assert.equal(isAlive(target.pid ?? 0), true);
        assert.equal(client.output('console'), 'Monitoring was stopped. The program goes on.\n');
      } finally {
        target.kill('SIGKILL');
      }
    });

    it('ends with it', async () => {
      const target = spawn('sleep', ['60']);
      await attach(target.pid);
      target.kill('SIGKILL');
      await client.event('terminated');
      assert.equal(client.output('console'), 'Process ended\n');
    });

    it('refuses the process of another user', async () => {
      const ports = { ...nodePorts(supervisorProgram(process.env), tmpdir()), probe: () => 'foreign' as const };
      client = new DapClient(ports);
      assert.match(
        JSON.stringify(await attach(1)).replaceAll('\\"', '"'),
        /"Mine" cannot be started\. "processId": process 1 belongs to another user\. Pick one of yours, or run VS Code as/,
      );
    });

    for (const [processId, text] of [
      [2 ** 22 + 1, /"Mine" cannot be started\. "processId": there is no process 4194305.*Pick another/],
      ['abc', /"processId": "abc" is no process id/],
      [-1, /"-1" is no process id/],
      [undefined, /"processId": "processId" is missing/],
    ] as const) {
      it(`refuses ${processId}`, async () => {
        assert.match(JSON.stringify(await attach(processId)).replaceAll('\\"', '"'), text);
      });
    }
  });

  describe('with a terminal', () => {
    /** Runs what a terminal would, without one. */
    const runAway = ({ args, env, cwd }: Readonly<Record<string, unknown>>): void => {
      const [file = '', ...rest] = args as readonly string[];
      spawn(file, rest, {
        cwd: String(cwd),
        env: { ...process.env, ...(env as object) },
        stdio: 'ignore',
        detached: true,
      });
    };

    it('tells the pid of the program itself, its exit code, and no output', async () => {
      open(process.env, runAway);
      const folder = mkdtempSync(join(tmpdir(), 'process-monitor-terminal-'));
      const code = 'console.log(1); setInterval(() => fs.existsSync("over") && process.exit(4), 20)';
      try {
        const pid = await client.launch({
          program: NODE,
          args: ['-e', code],
          cwd: folder,
          console: 'integratedTerminal',
        });
        assert.ok(pid > 0);
        writeFileSync(join(folder, 'over'), '');
        assert.deepEqual((await client.event('exited')).body, { exitCode: 4 });
        assert.equal(client.output('stdout'), '');
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it('kills what ignores SIGTERM there', async () => {
      open(process.env, runAway);
      const pid = await client.launch({ program: NODE, args: ['-e', STUBBORN], console: 'integratedTerminal' });
      await waitFor(() => descendantsOf(pid).length === 2, { timeoutMs: 30_000, what: 'two children' });
      const family = [pid, ...descendantsOf(pid)];
      await client.request('terminate');
      await client.event('terminated');
      for (const one of family) assert.equal(isAlive(one), false);
    });

    it('says so when the editor opens none, and leaves nothing', async () => {
      const answer = await client.request('launch', launchArguments({ program: 'cat', console: 'integratedTerminal' }));
      assert.equal(answer.success, false);
      assert.match(answer.message ?? '', /no terminal here/);
    });

    it('does not take the Debug Console for input', async () => {
      open(process.env, runAway);
      await client.launch({ program: 'sleep', args: ['60'], console: 'integratedTerminal' });
      const answer = await client.request('evaluate', { expression: 'x' });
      assert.match(answer.message ?? '', /Type into its terminal/);
    });
  });

  async function childrenOf(): Promise<readonly number[]> {
    return waitFor(
      () => {
        const pids = client.output('stdout').trim().split('\n').map(Number);
        return pids.length === 2 && pids.every((pid) => pid > 0) && pids;
      },
      { timeoutMs: 30_000, what: 'two children' },
    );
  }
});

/** Children of a process, by /proc. */
function descendantsOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { readStatLine } from '../../../../src/launching/processes/processList';
import { startPiped } from '../../../../src/launching/supervisor/startPiped';
import { inRepository } from '../../../host/paths';
import { isAlive } from '../../../support/launching/isAlive';
import { waitFor } from '../../../support/waitFor';

/** What must be gone within this time after the death of the host. */
const GONE_MS = 30_000;

/** A host that starts one stubborn program with a child below a supervisor, and prints both pids. */
const HOST = `
  const { spawn } = require('node:child_process');
  const supervisor = spawn(process.execPath, [process.argv[1]], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'], detached: true });
  const child = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)";
  const program = "require('node:child_process').spawn(process.execPath, ['-e', " + JSON.stringify(child) + "], { stdio: 'inherit' });" + child;
  const order = { kind: 'start', file: process.execPath, args: ['-e', program], cwd: '/', env: {}, isDetached: true, isVerbatim: false };
  supervisor.stdio[3].write(JSON.stringify(order) + '\\n');
  console.log(supervisor.pid);`;

/** Prints its pid and ignores the wish that it may end. */
const STUBBORN = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)";

/** Starts a stubborn child, whose pid is printed, and ends at the first SIGTERM. */
const PARENT = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(STUBBORN)}], { stdio: 'inherit' });`;

const SUPERVISOR = inRepository('dist', 'processMonitorSupervisor.js');

const onPosix = process.platform === 'win32' ? () => undefined : describe;

onPosix('the supervisor', function () {
  this.timeout(60_000);
  let host: ChildProcess;
  let pids: readonly number[] = [];

  async function startHost(): Promise<void> {
    host = spawn(process.execPath, ['-e', HOST, SUPERVISOR], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let output = '';
    host.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    pids = await waitFor(() => numbersIn(output, 3), {
      timeoutMs: 15_000,
      what: 'supervisor, program and child',
    });
  }

  afterEach(() => {
    for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });

  it('ends everything when the host is killed', async () => {
    await startHost();
    host.kill('SIGKILL');
    await waitFor(() => !pids.some(isAlive), { timeoutMs: GONE_MS, what: 'no orphan' });
  });

  it('survives a signal to the group of the host, and still ends everything', async () => {
    await startHost();
    process.kill(-(host.pid ?? 0), 'SIGKILL');
    await once(host, 'exit');
    await waitFor(() => !pids.some(isAlive), { timeoutMs: GONE_MS, what: 'no orphan' });
  });

  it('ends everything when it is asked to end itself', async () => {
    await startHost();
    process.kill(pids[0] ?? 0, 'SIGTERM');
    await waitFor(() => !pids.some(isAlive), { timeoutMs: GONE_MS, what: 'no orphan' });
    host.kill('SIGKILL');
  });

  it('goes on when it is suspended with the program, as Ctrl+Z does in a terminal', async () => {
    // Only a group whose parent lives and is of the same session can be suspended: a shell that waits for its input.
    const shell = spawn('bash', ['-c', 'set -m; "$0" "$1" & echo $!; read', process.execPath, SUPERVISOR], {
      stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
      detached: true,
    });
    try {
      const channel = shell.stdio[3];
      assert.ok(channel instanceof Duplex);
      const order = { kind: 'start', file: process.execPath, args: ['-e', STUBBORN], cwd: '/', env: {} };
      channel.write(`${JSON.stringify({ ...order, isDetached: false, isVerbatim: false })}\n`);
      let output = '';
      shell.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
      pids = await waitFor(() => numbersIn(output, 2), { timeoutMs: 30_000, what: 'supervisor and program' });
      process.kill(-(pids[0] ?? 0), 'SIGTSTP');
      channel.destroy();
      await waitFor(() => !pids.some(isAlive), { timeoutMs: GONE_MS, what: 'no orphan' });
    } finally {
      shell.kill('SIGKILL');
    }
  });

  it('ends a program that it is to stop in the moment in which it has started it', async () => {
    const supervisor = spawn(process.execPath, [SUPERVISOR], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    const channel = supervisor.stdio[3];
    assert.ok(channel instanceof Duplex);
    let told = '';
    channel.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const program = { file: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], cwd: '/', env: {} };
    const start = { kind: 'start', ...program, isDetached: true, isVerbatim: false };
    for (const order of [start, { kind: 'stop', signal: 'SIGTERM' }]) channel.write(`${JSON.stringify(order)}\n`);
    await once(supervisor, 'exit');
    assert.match(told, /"started"[^]*"exited","signal":"SIGTERM"/);
  });

  it('is outlived by nothing when it is killed itself: the host ends the program', async () => {
    const { process: program, exited } = await startBelowSupervisor(PARENT);
    const [child = 0] = await waitFor(() => numbersIn(program.output(), 1), { timeoutMs: 15_000, what: 'the child' });
    process.kill(supervisorOf(program.pid), 'SIGKILL');
    await exited;
    assert.deepEqual([program.pid, child].filter(isAlive), []);
  });

  it('goes when the host goes before it has ordered anything', async () => {
    const supervisor = spawn(process.execPath, [SUPERVISOR], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    const [, , , channel] = supervisor.stdio;
    channel?.destroy();
    await once(supervisor, 'exit');
    assert.equal(supervisor.exitCode, 0);
  });
});

/** The numbers of the output's lines; undefined until there are so many. */
function numbersIn(output: string, count: number): readonly number[] | undefined {
  const numbers = output.split('\n').slice(0, -1).map(Number);
  return numbers.length === count ? numbers : undefined;
}

interface Supervised {
  readonly process: { readonly pid: number; readonly output: () => string };
  /** Resolves once it is told to have ended. */
  readonly exited: Promise<void>;
}

/** Starts a Node program as the debug adapter does. */
async function startBelowSupervisor(script: string): Promise<Supervised> {
  let output = '';
  let tellExited = (): void => undefined;
  const exited = new Promise<void>((resolve) => (tellExited = resolve));
  const { platform, env, execPath: node } = process;
  const started = await startPiped(
    {
      command: {
        file: node,
        fileField: 'program',
        args: [],
        console: 'internalConsole',
        stopSignal: 'SIGTERM',
        env: {},
      },
      ...{ file: node, args: ['-e', script], cwd: '/', env: {}, isVerbatim: false },
    },
    { node, isElectron: false, script: SUPERVISOR, env, platform },
    { onOutput: (_, text) => (output += text), onExited: tellExited },
  );
  assert.ok(started.kind === 'started');
  return { process: { pid: started.process.pid, output: () => output }, exited };
}

/** The parent of a process, which is its supervisor. */
function supervisorOf(pid: number): number {
  return readStatLine(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.parentPid ?? NaN;
}

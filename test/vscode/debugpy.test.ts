import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { assertCpuAgreesWithKernel } from './cpuAccuracy';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { isAlive, isListening } from './kernel';
import { PYTHON, withProgram } from './programs';
import { monitored, pointsAfter, withProcesses } from './sessions';
import { waitFor } from '../support/waitFor';

const python = (configuration: Partial<vscode.DebugConfiguration>) => ({
  type: 'debugpy',
  name: 'Python',
  cwd: inWorkspace('.'),
  ...configuration,
});

describe('debugpy in the real extension host', () => {
  afterEach(() => stopDebugging());

  it('monitors a launched program under its own name, with the CPU that the kernel accounts for', async () => {
    const root = await startDebugging(python({ program: inWorkspace('burn.py'), args: ['0.5'] }));
    const { processes, type } = await withProcesses(root, 1);
    assert.equal(type, 'debugpy');
    assert.match(processes[0]?.name ?? '', /^python[\d.]* burn\.py$/);
    await assertCpuAgreesWithKernel(root);
  });

  it('monitors a program that is run without debugging', async () => {
    const configuration = python({ program: inWorkspace('burn.py'), args: ['0.1'] });
    const root = await startDebugging(configuration, { noDebug: true });
    const { processes } = await withProcesses(root, 1);
    assert.match(processes[0]?.name ?? '', /burn\.py$/);
    await pointsAfter(root.id, 'process.cpu.time', 0, 1);
  });

  it('tells the exit code', async () => {
    // With debugging it would stop at the exception that ends it.
    const root = await startDebugging(python({ code: ['import sys', 'sys.exit(3)'] }), { noDebug: true });
    assert.equal((await monitored(root, 'ended', ({ state }) => state === 'ended')).exitCode, 3);
  });

  it('counts subprocesses, each with a debug session of its own, in one run', async () => {
    const started: vscode.DebugSession[] = [];
    const subscription = vscode.debug.onDidStartDebugSession((session) => started.push(session));
    try {
      const root = await startDebugging(python({ program: inWorkspace('family.py'), subProcess: true }));
      const { processes } = await withProcesses(root, 3);
      assert.deepEqual(processes.map(({ name }) => name.replace(/^python[\d.]* /, '')).sort(), [
        'burn.py',
        'family.py',
        'family.py',
      ]);
      await waitFor(() => started.filter(({ parentSession }) => parentSession?.id === root.id).length === 2, {
        timeoutMs: 60_000,
        what: 'the sessions of two subprocesses',
      });
      assert.equal((await api()).sessions().filter(({ id }) => started.some((session) => session.id === id)).length, 1);
      await waitFor(async () => (await api()).query(root.id, 'process.count').at(-1)?.value === 3, {
        timeoutMs: 60_000,
        what: 'three processes in the total',
      });
    } finally {
      subscription.dispose();
    }
  });

  it('monitors a program that listens for a debugger', async () => {
    const port = await freePort();
    const args = ['-m', 'debugpy', '--listen', `127.0.0.1:${port}`, inWorkspace('burn.py'), '0.1'];
    await withProgram(PYTHON, args, async (program) => {
      await waitFor(() => isListening(port), { timeoutMs: 60_000, what: 'debugpy to listen' });
      const root = await startDebugging(python({ request: 'attach', connect: { host: '127.0.0.1', port } }));
      const { processes } = await withProcesses(root, 1);
      assert.equal(processes[0]?.pid, program.pid);
      assert.match(processes[0].name, /burn\.py$/);
      await pointsAfter(root.id, 'process.cpu.time', 0, 1);
      await vscode.commands.executeCommand('processMonitor.stopMonitoring');
      await monitored(root, 'ended', ({ state }) => state === 'ended');
      assert.ok(isAlive(program.pid));
    });
  });

  it('monitors the process that an attach configuration names', async () => {
    await withProgram(PYTHON, [inWorkspace('burn.py'), '0.1'], async (program) => {
      const root = await startDebugging(python({ request: 'attach', processId: program.pid }));
      const { processes } = await monitored(root, 'its process', (session) => session.processes.length > 0);
      assert.equal(processes[0]?.pid, program.pid);
      assert.match(processes[0].name, /burn\.py$/);
      await pointsAfter(root.id, 'process.cpu.time', 0, 1);
    });
  });
});

/** A port that nobody listens on, for a program that cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

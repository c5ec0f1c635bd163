import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { api } from './api';
import { startDebugging, stopDebugging } from './debugging';
import { isAlive } from './kernel';
import { extendLaunchJson, outputOf, startMonitored, writeInWorkspace } from './launching';
import { monitored, pidOf, withProcesses } from './sessions';

/** Ignores SIGTERM, as its two children do. */
const STUBBORN = `
process.on('SIGTERM', () => {});
if (process.argv[2] === 'child') setInterval(() => {}, 1000);
else for (const _ of [1, 2]) require('node:child_process').fork(__filename, ['child']);`;

const CONFIGURATIONS = [
  { name: 'Stubborn', type: 'node', request: 'launch', program: 'stubborn.js' },
  { name: 'Waits', type: 'node', request: 'launch', program: 'paused.js' },
];

// Signals and /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('programs under the monitor', () => {
  const restore: (() => void)[] = [];

  before(async () => {
    restore.push(writeInWorkspace('stubborn.js', STUBBORN), await extendLaunchJson({ configurations: CONFIGURATIONS }));
  });

  after(() => {
    for (const undo of restore) undo();
  });

  afterEach(() => stopDebugging());

  it('stops a program that ignores SIGTERM, with its two children', async () => {
    const session = await startMonitored('Stubborn');
    const { processes } = await withProcesses(session, 3);
    await stopDebugging(session);
    for (const { pid } of processes) assert.equal(isAlive(pid), false);
    await monitored(session, 'ended', ({ state }) => state === 'ended');
  });

  it('tells the signal by which a program ended', async () => {
    const output = outputOf('process-monitor');
    const session = await startMonitored('Waits');
    process.kill(await pidOf(session), 'SIGABRT');
    const ended = await monitored(session, 'ended', ({ state }) => state === 'ended');
    assert.equal(ended.exitCode, 134);
    assert.match(output.text(), /ended by signal SIGABRT/);
    output.dispose();
  });

  it('restarts: the same run with a new process', async () => {
    const session = await startMonitored('Waits');
    const before = await pidOf(session);
    await vscode.commands.executeCommand('processMonitor.restart', { sessionId: session.id });
    const again = await monitored(session, 'another process', ({ processes }) =>
      processes.some(({ pid }) => pid !== before),
    );
    assert.equal(isAlive(before), false);
    assert.equal(again.state, 'running');
  });

  it('attaches to a process and leaves it alone when it is stopped', async () => {
    const target = spawn('sleep', ['600']);
    try {
      const session = await startDebugging({
        name: 'Attached',
        type: 'process-monitor',
        request: 'attach',
        processId: target.pid,
      });
      const { processes } = await withProcesses(session, 1);
      assert.equal(processes[0]?.pid, target.pid);
      await stopDebugging(session);
      assert.equal(isAlive(target.pid ?? 0), true);
      await monitored(session, 'ended', ({ state }) => state === 'ended');
      const told = (await api()).events(session.id).find(({ kind }) => kind === 'ended');
      assert.equal(told?.text, 'Monitoring was stopped. The program goes on.');
    } finally {
      target.kill('SIGKILL');
    }
  });
});

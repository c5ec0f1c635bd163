import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { clearBreakpoints, setBreakpoint } from './breakpoints';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { isAlive } from './kernel';
import { goOn, monitored, pointsAfter, withProcesses } from './sessions';

/** An ended session must say so within this time after the stop. */
const ENDED_WITHIN_MS = 3_000;

describe('js-debug in the real extension host', () => {
  afterEach(async () => {
    clearBreakpoints();
    await stopDebugging();
  });

  it('monitors a launch from its start to its end', async () => {
    const root = await startDebugging({ name: 'launch', program: inWorkspace('burn.js'), args: ['0.2', '1'] });
    const running = await monitored(root, 'running', ({ state }) => state === 'running');
    const [process] = (await withProcesses(root, 1)).processes;
    assert.equal(running.name, 'launch');
    assert.equal(running.type, 'pwa-node');
    assert.equal(process?.name, 'node burn.js');
    assert.ok(isAlive(process.pid));
    assert.ok(Math.abs(process.startedAtMs - running.startedAtMs) < 10_000);
    await pointsAfter(root.id, 'process.cpu.time', 0, 2);
    await stopDebugging(root);
    const ended = await monitored(root, 'ended', ({ state }) => state === 'ended', ENDED_WITHIN_MS);
    assert.ok(ended.endedAtMs !== undefined && ended.endedAtMs > ended.startedAtMs);
    assert.deepEqual(ended.processes, []);
  });

  it('monitors what is run without debugging', async () => {
    const root = await startDebugging({ name: 'run', program: inWorkspace('burn.js') }, { noDebug: true });
    await withProcesses(root, 1);
    await pointsAfter(root.id, 'process.memory.usage', 0, 2);
  });

  it('counts children that a program forks, and not the helpers of the debugger', async () => {
    const root = await startDebugging('Three children');
    const { processes } = await withProcesses(root, 4);
    assert.deepEqual(processes.map(({ name }) => name).sort(), [
      'node burn.js',
      'node burn.js',
      'node burn.js',
      'node forker.js',
    ]);
    await waitFor(async () => (await api()).query(root.id, 'process.count').at(-1)?.value === 4, {
      timeoutMs: 60_000,
      what: 'four processes in the total',
    });
  });

  it('sums the memory of all processes in the total', async () => {
    const root = await startDebugging('Three children');
    const { processes } = await withProcesses(root, 4);
    await pointsAfter(root.id, 'process.memory.usage', Date.now(), 2);
    const monitor = await api();
    const total = monitor.query(root.id, 'process.memory.usage').at(-1)?.value ?? 0;
    const parts = processes.map(({ pid }) => monitor.query(root.id, 'process.memory.usage', { process: pid }).at(-1));
    const sum = parts.reduce((bytes, part) => bytes + (part?.value ?? NaN), 0);
    assert.ok(Math.abs(total - sum) / sum < 0.02, `total ${total}, sum ${sum}`);
  });

  it('finds the process of an attached session by asking it, and leaves it alone', async () => {
    const target = spawn('node', ['--inspect=127.0.0.1:0', inWorkspace('burn.js'), '0.1', '1'], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      let said = '';
      target.stderr.on('data', (data: Buffer) => (said += data.toString()));
      const port = await waitFor(() => /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1], {
        timeoutMs: 60_000,
        what: 'the inspector of the target',
      });
      const root = await startDebugging({
        name: 'attach',
        request: 'attach',
        address: '127.0.0.1',
        port: Number(port),
      });
      const { processes } = await withProcesses(root, 1);
      assert.equal(processes[0]?.pid, target.pid);
      await vscode.commands.executeCommand('processMonitor.stopMonitoring');
      await monitored(root, 'ended', ({ state }) => state === 'ended');
      assert.ok(isAlive(target.pid ?? 0));
      assert.notEqual(vscode.debug.activeDebugSession, undefined);
    } finally {
      target.kill('SIGKILL');
    }
  });

  it('goes on in the same session after a restart, with the new process', async () => {
    const root = await startDebugging({ name: 'restart', program: inWorkspace('burn.js'), args: ['0.1', '1'] });
    const before = (await withProcesses(root, 1)).processes[0]?.pid;
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    const after = await monitored(
      root,
      'running with another process',
      ({ state, processes }) => state === 'running' && processes.length === 1 && processes[0]?.pid !== before,
    );
    assert.equal(after.endedAtMs, undefined);
    assert.equal((await api()).sessions().filter(({ name }) => name === 'restart').length, 1);
    await pointsAfter(root.id, 'process.cpu.time', Date.now(), 1);
  });

  it('tells the exit code of a program that failed', async () => {
    const root = await startDebugging({ program: inWorkspace('crash.js'), args: ['exit', '1500'] });
    const ended = await monitored(root, 'ended', ({ state }) => state === 'ended');
    assert.equal(ended.exitCode, 3);
  });

  it('tells a code of zero, which js-debug keeps to itself', async () => {
    const root = await startDebugging({ program: inWorkspace('exits.js') });
    const ended = await monitored(root, 'ended', ({ state }) => state === 'ended');
    assert.equal(ended.exitCode, 0);
  });

  it('is paused at a breakpoint, and counts nothing meanwhile', async () => {
    await setBreakpoint('paused.js');
    const root = await startDebugging({ name: 'pause', program: inWorkspace('paused.js') });
    const monitor = await api();
    await monitored(root, 'paused', ({ state }) => state === 'paused');
    const pausedAtMs = Date.now();
    // Rounds go on while the program stands: the monitor's own series tell when three have passed.
    await waitFor(
      () => monitor.query('process-monitor', 'process_monitor.round.duration', { fromMs: pausedAtMs }).length > 3,
      {
        timeoutMs: 60_000,
        what: 'rounds during the pause',
      },
    );
    assert.deepEqual(monitor.query(root.id, 'process.memory.usage', { fromMs: pausedAtMs + 100 }), []);
    const resumed = await goOn(root);
    assert.equal(resumed.processes.length, 1);
  });

  it('keeps two sessions apart, and ends only the one that is stopped', async () => {
    const one = await startDebugging({ name: 'one', program: inWorkspace('burn.js'), args: ['0.1', '1'] });
    const two = await startDebugging({ name: 'two', program: inWorkspace('allocate.js'), args: ['100'] });
    const [first] = (await withProcesses(one, 1)).processes;
    const [second] = (await withProcesses(two, 1)).processes;
    assert.notEqual(first?.pid, second?.pid);
    await stopDebugging(one);
    await monitored(one, 'ended', ({ state }) => state === 'ended', ENDED_WITHIN_MS);
    await monitored(two, 'still running', ({ state }) => state === 'running');
    await stopDebugging(two);
    await monitored(two, 'ended', ({ state }) => state === 'ended', ENDED_WITHIN_MS);
  });

  it('does not monitor what the setting excludes', async () => {
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update('autoMonitor', 'debugOnly', vscode.ConfigurationTarget.Global);
    try {
      const root = await startDebugging({ name: 'not monitored', program: inWorkspace('burn.js') }, { noDebug: true });
      const debugged = await startDebugging({ name: 'monitored', program: inWorkspace('burn.js'), args: ['0.1', '1'] });
      await withProcesses(debugged, 1);
      assert.equal(
        (await api()).sessions().some(({ id }) => id === root.id),
        false,
      );
    } finally {
      await settings.update('autoMonitor', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { goOn, monitored, pointsAfter, withProcesses } from './sessions';

describe('the agent in programs that a debugger joins', () => {
  const targets: ChildProcessByStdio<null, Readable, Readable>[] = [];
  afterEach(async () => {
    await stopDebugging();
    for (const target of targets.splice(0)) target.kill('SIGKILL');
  });

  /** Starts a program that nobody has prepared, and attaches to it. */
  async function attach(flag: string, ...args: readonly string[]): Promise<vscode.DebugSession> {
    // The test host's own environment would make it look like one of the editor's processes.
    const target = spawn('node', [`${flag}=127.0.0.1:0`, ...args], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    targets.push(target);
    let said = '';
    target.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const port = await waitFor(() => /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1], {
      timeoutMs: 60_000,
      what: 'the inspector of the target',
    });
    return startDebugging({ name: 'attach', request: 'attach', address: '127.0.0.1', port: Number(port) });
  }

  it('tells the same as in programs that were launched, of worker threads too', async () => {
    const root = await attach('--inspect', inWorkspace('module.mjs'));
    await withProcesses(root, 1);
    for (const metric of ['nodejs.eventloop.delay.max', 'v8js.memory.heap.used', 'v8js.resource.active'] as const)
      await pointsAfter(root.id, metric, 0, 2);
    const ofWorker = { attributes: { 'thread.id': '1' } };
    await waitFor(async () => (await api()).query(root.id, 'v8js.memory.heap.used', ofWorker).length > 1, {
      timeoutMs: 60_000,
      what: 'the heap of the worker',
    });
  });

  it('waits while the debugger holds the program', async () => {
    const root = await attach('--inspect-brk', inWorkspace('burn.js'), '0.1', '1');
    await monitored(root, 'paused', ({ state }) => state === 'paused');
    assert.deepEqual((await api()).query(root.id, 'v8js.memory.heap.used'), []);
    await goOn(root);
    await pointsAfter(root.id, 'v8js.memory.heap.used', 0, 2);
  });

  it('stays out where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update('runtime.injectAgent', false, vscode.ConfigurationTarget.Global);
    try {
      const root = await attach('--inspect', inWorkspace('burn.js'), '0.1', '1');
      await pointsAfter(root.id, 'process.memory.usage', 0, 4);
      assert.deepEqual((await api()).query(root.id, 'v8js.memory.heap.used'), []);
    } finally {
      await settings.update('runtime.injectAgent', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

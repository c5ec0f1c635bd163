import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace } from './debugging';

describe('a terminal', () => {
  let terminal: vscode.Terminal | undefined;

  afterEach(() => {
    terminal?.dispose();
  });

  it('is monitored with whatever runs in it, until it is closed', async () => {
    terminal = vscode.window.createTerminal({ name: 'dev server' });
    const shellPid = await terminal.processId;
    terminal.show();
    await vscode.commands.executeCommand('processMonitor.monitorTerminal', terminal);
    const monitor = await api();
    const session = await waitFor(() => monitor.sessions().find(({ name }) => name === 'dev server'), {
      timeoutMs: 60_000,
      what: 'the session of the terminal',
    });
    assert.equal(session.type, 'terminal');
    terminal.sendText(`node "${inWorkspace('burn.js')}" 0.3 1`);
    const names = await waitFor(
      () => {
        const processes = monitor.sessions().find(({ id }) => id === session.id)?.processes ?? [];
        return processes.some(({ name }) => name === 'node burn.js') && processes;
      },
      { timeoutMs: 60_000, what: 'the program in the terminal' },
    );
    assert.ok(names.some(({ pid }) => pid === shellPid));
    await waitFor(() => (monitor.query(session.id, 'process.cpu.time').at(-1)?.value ?? 0) > 0.15, {
      timeoutMs: 60_000,
      what: 'the CPU of the program',
    });
    terminal.dispose();
    await waitFor(() => monitor.sessions().find(({ id }) => id === session.id)?.state === 'ended', {
      timeoutMs: 60_000,
      what: 'the end of the session',
    });
  });

  it('of a task is monitored like any other', async () => {
    const task = new vscode.Task(
      { type: 'process' },
      vscode.TaskScope.Workspace,
      'watch',
      'test',
      new vscode.ProcessExecution('node', [inWorkspace('burn.js'), '0.2', '1']),
    );
    const execution = await vscode.tasks.executeTask(task);
    try {
      terminal = await waitFor(() => vscode.window.terminals.find(({ name }) => name.includes('watch')), {
        timeoutMs: 60_000,
        what: 'the terminal of the task',
      });
      await vscode.commands.executeCommand('processMonitor.monitorTerminal', terminal);
      const monitor = await api();
      await waitFor(
        () => monitor.sessions().some(({ name, processes }) => name.includes('watch') && processes.length === 1),
        { timeoutMs: 60_000, what: 'the process of the task' },
      );
    } finally {
      execution.terminate();
    }
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { monitorLog } from './log';
import { withProgram } from './programs';
import { monitored, pointsAfter } from './sessions';

/** Longer than the monitor looks for a process. */
const LOST_WITHIN_MS = 30_000;

describe('a debugger that tells nothing', () => {
  afterEach(() => stopDebugging());

  it('leaves its session lost, which the log explains, until a person picks a process for it', async () => {
    const root = await startDebugging({ type: 'silent', name: 'silent' });
    const lost = await monitored(root, 'lost', ({ state }) => state === 'lost', LOST_WITHIN_MS);
    assert.deepEqual(lost.processes, []);
    const reason = `${root.id}: The debugger does not tell which process it runs.`;
    await waitFor(() => monitorLog().includes(reason), { timeoutMs: 60_000, what: `"${reason}" in the log` });

    // Terminals that other tests have left would stand above it in the list.
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await waitFor(() => vscode.window.terminals.length === 0, {
      timeoutMs: 60_000,
      what: 'the terminals to be closed',
    });

    await withProgram('node', [inWorkspace('burn.js'), '0.1', '1'], async (program) => {
      // The newest process stands at the top; until the list is there nothing is accepted.
      const picking = vscode.commands.executeCommand('processMonitor.monitorProcess', root.id);
      const found = await monitored(root, 'running', ({ state }) => {
        void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return state === 'running';
      });
      await picking;
      assert.deepEqual(
        found.processes.map(({ pid }) => pid),
        [program.pid],
      );
      await pointsAfter(root.id, 'process.cpu.time', 0, 1);
    });
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';

describe('health checks in the real extension host', () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('processMonitor');

  afterEach(async () => {
    await stopDebugging();
    await settings().update('health.checks', undefined, vscode.ConfigurationTarget.Global);
  });

  it('call a program unhealthy whose event loop is blocked, and healthy again when it goes on', async () => {
    const checks = { blocks: { interval: '1 s', timeout: '500 ms', failureThreshold: 2 } };
    await settings().update('health.checks', checks, vscode.ConfigurationTarget.Global);
    const monitor = await api();
    const root = await startDebugging({ name: 'blocks', program: inWorkspace('blocks.js'), args: ['8000'] });
    const event = (kind: string, text: RegExp) =>
      waitFor(() => monitor.events(root.id).find((one) => one.kind === kind && text.test(one.text)), {
        timeoutMs: 30_000,
        what: `${kind} ${String(text)}`,
      });
    await event('healthy', /^Answers$/);
    const unhealthy = await event('unhealthy', /the event loop did not answer within 0\.5 s/);
    // On a machine that is busy with other things the same loop waits for its processor.
    assert.match(unhealthy.text, /blocked: it uses \d+ % of a core|starved/);
    assert.equal(monitor.alerts(root.id).find(({ name }) => name === 'Health')?.severity, 'critical');
    await event('healthy', /^Answers again$/);
    assert.equal(monitor.alerts(root.id).find(({ name }) => name === 'Health')?.state, 'resolved');
  });
});

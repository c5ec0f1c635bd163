import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { monitorLog } from './log';
import { monitored } from './sessions';

const RULES = 'alerts.rules';

function setRules(rules: readonly object[] | undefined): Thenable<void> {
  const configuration = vscode.workspace.getConfiguration('processMonitor');
  return configuration.update(RULES, rules, vscode.ConfigurationTarget.Global);
}

/** Accepts the first entry of the quick pick that a command opens, until the command is done. */
async function acceptQuickPick(command: Thenable<unknown>): Promise<void> {
  let isDone = false;
  const done = Promise.resolve(command).then(() => (isDone = true));
  await waitFor(
    async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isDone;
    },
    { timeoutMs: 60_000, what: 'the quick pick to be accepted' },
  );
  await done;
}

describe('alerts in the real extension host', () => {
  afterEach(async () => {
    await stopDebugging();
    await setRules(undefined);
  });

  it('fire for a rule of the settings and are over when the rule is changed', async () => {
    await setRules([
      {
        name: 'Busy',
        metric: 'process.cpu.time',
        scope: 'process',
        // Little enough to be had on a busy machine.
        threshold: '10 %',
        for: '2 s',
        notify: 'statusBar',
      },
    ]);
    const monitor = await api();
    let changes = 0;
    const subscription = monitor.onDidChangeAlerts(() => changes++);
    const root = await startDebugging({ name: 'busy', program: inWorkspace('burn.js'), args: ['0.8', '1'] });
    const alert = await waitFor(
      () => monitor.alerts(root.id).find(({ name, state }) => name === 'Busy' && state === 'firing'),
      { timeoutMs: 60_000, what: 'the alert to fire' },
    );
    assert.equal(alert.metric, 'process.cpu.time');
    assert.equal(alert.threshold, 0.1);
    // It stands down to the exit threshold.
    assert.ok((alert.value ?? 0) >= 0.09, `${alert.value}`);
    assert.match(alert.message, /^node burn\.js \(pid \d+\): CPU [\d.]+ %, limit 10 %, for \d+ s$/);
    const { processes } = await monitored(root, 'running');
    assert.ok(processes.some(({ pid }) => pid === alert.process));
    assert.equal(monitor.health(root.id), 'warning');
    assert.ok(monitor.events(root.id).some(({ kind, text }) => kind === 'alertFired' && text.includes('CPU')));
    await setRules([]);
    await waitFor(() => monitor.health(root.id) === 'ok', { timeoutMs: 60_000, what: 'the session to be well again' });
    assert.equal(monitor.alerts(root.id).find(({ name }) => name === 'Busy')?.state, 'resolved');
    assert.ok(changes >= 3, `${changes} changes`);
    subscription.dispose();
  });

  it('tell of a crash', async () => {
    const monitor = await api();
    const root = await startDebugging({ name: 'crashing', program: inWorkspace('crash.js'), args: ['throw', '500'] });
    await waitFor(() => monitor.health(root.id) === 'crashed', { timeoutMs: 60_000, what: 'the crash to be noticed' });
    const [alert] = monitor.alerts(root.id).filter(({ name }) => name === 'Crash');
    assert.equal(alert?.severity, 'critical');
    assert.match(alert.message, /^crashing crashed: exited with code 1$/);
  });

  it('are not told of sessions that are muted or snoozed, while the same is told of another', async () => {
    const start = async (name: string): Promise<vscode.DebugSession> => {
      const root = await startDebugging({ name, program: inWorkspace('allocate.js'), args: ['20'] }, { noDebug: true });
      await monitored(root, 'running', ({ state }) => state === 'running');
      return root;
    };
    const [muted, snoozed, heard] = [await start('muted'), await start('snoozed'), await start('heard')];
    await vscode.commands.executeCommand('processMonitor.muteSession', { sessionId: muted.id });
    const snoozing = vscode.commands.executeCommand('processMonitor.snoozeAlerts', { sessionId: snoozed.id });
    await acceptQuickPick(snoozing);
    await setRules([{ name: 'Any', metric: 'process.memory.usage', threshold: '1 MB', for: '0 s' }]);
    const monitor = await api();
    const toastOf = (name: string): RegExp => new RegExp(`warning: ${name}: memory`);
    await waitFor(() => toastOf('heard').test(monitorLog()), { timeoutMs: 60_000, what: 'a toast in the log' });
    // The others fired as well, and in order: their toasts would have come before that one.
    for (const { id, name } of [muted, snoozed, heard]) {
      assert.equal(monitor.alerts(id).find(({ name: rule }) => rule === 'Any')?.state, 'firing', name);
    }
    for (const { name } of [muted, snoozed]) assert.doesNotMatch(monitorLog(), toastOf(name));
  });

  it('are none for a run that nobody knows', async () => {
    const monitor = await api();
    assert.deepEqual(monitor.alerts('nobody'), []);
    assert.deepEqual(monitor.events('nobody'), []);
    assert.equal(monitor.health('nobody'), undefined);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { monitored, pointsAfter } from './sessions';

const CAPTURING_RULE = {
  name: 'Busy',
  metric: 'process.cpu.time',
  scope: 'process',
  threshold: '10 %',
  for: '1 s',
  notify: 'statusBar',
  capture: 'cpuProfile',
};

function setRules(rules: readonly object[] | undefined): Thenable<void> {
  const configuration = vscode.workspace.getConfiguration('processMonitor');
  return configuration.update('alerts.rules', rules, vscode.ConfigurationTarget.Global);
}

/** The text of the event that tells of evidence of a kind, once it is there. */
async function captured(root: vscode.DebugSession, text: RegExp): Promise<string> {
  const monitor = await api();
  const event = await waitFor(() => monitor.events(root.id).find((one) => text.test(one.text)), {
    timeoutMs: 60_000,
    what: String(text),
  });
  return event.text;
}

/** The tab that is in front, once it shows a file of this kind. */
function shownTab(ending: string): Promise<vscode.Tab> {
  return waitFor(
    () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab?.label.endsWith(ending) === true && tab;
    },
    { timeoutMs: 60_000, what: `an editor with a file ${ending}` },
  );
}

describe('evidence of a program that is debugged', function () {
  this.timeout(180_000);
  let root: vscode.DebugSession;

  before(async () => {
    await setRules([CAPTURING_RULE]);
    root = await startDebugging({ name: 'busy', program: inWorkspace('burn.js'), args: ['0.6', '1'] });
    await monitored(root, 'a process', ({ processes }) => processes.length > 0);
    await pointsAfter(root.id, 'nodejs.eventloop.utilization', 0, 1);
  });
  after(async () => {
    await setRules(undefined);
    await stopDebugging();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is taken when a rule fires that asks for it, names the hot function and opens nothing by itself', async () => {
    const text = await captured(root, /^CPU profile of node burn\.js \(pid \d+\): /);
    assert.match(text, /\b(spin|burn|usedCpuMs) \(burn\.js:\d+\) [\d.]+ %/);
    assert.ok(!vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.endsWith('.cpuprofile'))));
  });

  it("is opened in VS Code's own viewer when a person takes it", async () => {
    await vscode.commands.executeCommand('processMonitor.takeHeapSnapshot', { sessionId: root.id });
    const { input } = await shownTab('.heapsnapshot');
    assert.ok(input instanceof vscode.TabInputCustom, 'it is no viewer');
    await captured(root, /^Heap snapshot of node burn\.js/);
    // Beside the run, so that it goes with it.
    assert.match(input.uri.path, /\/runs\/[a-z0-9-]+\.evidence\/[^/]+\.heapsnapshot$/);
  });

  it('is a text about threads and open files of any program', async function () {
    if (process.platform !== 'linux') this.skip();
    await vscode.commands.executeCommand('processMonitor.showThreads', { sessionId: root.id });
    await shownTab('.txt');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^node burn\.js \(pid \d+\), .*\n\nThreads \(\d+\)/);
    assert.match(text, /Open files and sockets \(\d+\)/);
  });
});

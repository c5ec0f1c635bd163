import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ProfileKind } from '../../src/shared/agentFrames';
import type { MetricName } from '../../src/shared/metrics';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { monitored, pointsAfter } from './sessions';

/** Each fires soon, and asks for evidence of its own. */
const capturing = (name: string, metric: MetricName, threshold: string, capture: ProfileKind): object => ({
  ...{ name, metric, threshold, capture },
  scope: 'process',
  for: '1 s',
  notify: 'statusBar',
});

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

/** The folder that has the evidence of the run of which the tab in front shows some, with the names of its files. */
async function keptBeside(
  tab: vscode.Tab,
): Promise<{ readonly folder: vscode.Uri; readonly names: readonly string[] }> {
  const { input } = tab;
  assert.ok(input instanceof vscode.TabInputCustom, 'it is no viewer');
  // Beside the run, so that it goes with it.
  assert.match(input.uri.path, /\/runs\/[a-z0-9-]+\.evidence\/[^/]+$/);
  const folder = vscode.Uri.joinPath(input.uri, '..');
  return { folder, names: (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name) };
}

describe('evidence of a program that is debugged', function () {
  this.timeout(180_000);
  let root: vscode.DebugSession;

  before(async () => {
    await setRules([
      capturing('Busy', 'process.cpu.time', '10 %', 'cpuProfile'),
      capturing('Large', 'process.memory.usage', '1 MB', 'heapSnapshot'),
    ]);
    root = await startDebugging({ name: 'busy', program: inWorkspace('burn.js'), args: ['0.6', '1'] });
    await monitored(root, 'a process', ({ processes }) => processes.length > 0);
    await pointsAfter(root.id, 'nodejs.eventloop.utilization', 0, 1);
  });
  after(async () => {
    await setRules(undefined);
    await stopDebugging();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is taken when rules fire that ask for it, one after the other, names the hot function and opens nothing', async () => {
    const text = await captured(root, /^CPU profile of node burn\.js \(pid \d+\): /);
    assert.match(text, /\b(spin|burn|usedCpuMs) \(burn\.js:\d+\) [\d.]+ %/);
    await captured(root, /^Heap snapshot of node burn\.js \(pid \d+\)$/);
    const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(!shown.some((label) => /\.(cpuprofile|heapsnapshot)$/.test(label)), shown.join());
  });

  it("is opened in VS Code's own viewer when a person takes it, beside what the rules took", async () => {
    await vscode.commands.executeCommand('processMonitor.takeHeapSnapshot', { sessionId: root.id });
    const { folder, names } = await keptBeside(await shownTab('.heapsnapshot'));
    const [byRule = '', byPerson] = names.filter((name) => name.endsWith('.heapsnapshot')).toSorted();
    assert.ok(byPerson !== undefined && names.some((name) => name.endsWith('.cpuprofile')), names.join());
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(folder, byRule));
    assert.ok((await shownTab(byRule)).input instanceof vscode.TabInputCustom);
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

describe('evidence of a program that our agent is not in, through its debugger', function () {
  this.timeout(180_000);
  let root: vscode.DebugSession;
  const settings = vscode.workspace.getConfiguration('processMonitor');

  before(async () => {
    await settings.update('runtime.injectAgent', false, vscode.ConfigurationTarget.Global);
    await setRules([capturing('Large', 'process.memory.usage', '1 MB', 'heapProfile')]);
    root = await startDebugging({ name: 'without agent', program: inWorkspace('burn.js'), args: ['0.6', '1'] });
    await monitored(root, 'a process', ({ processes }) => processes.length > 0);
  });
  after(async () => {
    await setRules(undefined);
    await settings.update('runtime.injectAgent', undefined, vscode.ConfigurationTarget.Global);
    await stopDebugging();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is a heap profile when a rule fires that asks for it', async () => {
    await captured(root, /^Heap profile of node burn\.js \(pid \d+\)$/);
    assert.deepEqual((await api()).query(root.id, 'v8js.memory.heap.used'), []);
  });

  it('is a CPU profile that names the hot function', async () => {
    await vscode.commands.executeCommand('processMonitor.recordCpuProfile', { sessionId: root.id });
    const text = await captured(root, /^CPU profile of node burn\.js \(pid \d+\): /);
    assert.match(text, /\b(spin|burn|usedCpuMs) \(burn\.js:\d+\) [\d.]+ %/);
    const { names } = await keptBeside(await shownTab('.cpuprofile'));
    assert.deepEqual(names.map((name) => name.split('.').at(-1)).toSorted(), ['cpuprofile', 'heapprofile']);
  });

  it('is a snapshot of its heap', async () => {
    await vscode.commands.executeCommand('processMonitor.takeHeapSnapshot', { sessionId: root.id });
    await keptBeside(await shownTab('.heapsnapshot'));
  });
});

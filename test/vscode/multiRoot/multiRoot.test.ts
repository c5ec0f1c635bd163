import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api } from '../api';
import { stopDebugging } from '../debugging';
import { commandLineOf } from '../kernel';
import { errorsDuring, monitor, monitored } from '../launching';
import { pidOf } from '../sessions';
import { workspaceFolders } from './workspaceFolders';

// Programs are started below a supervisor and seen in /proc.
const inWorkspaceFile =
  vscode.workspace.workspaceFile !== undefined && process.platform === 'linux' ? describe : () => undefined;

inWorkspaceFile('launch configurations of a workspace with several folders', () => {
  let word: vscode.Disposable;
  before(async () => {
    word = vscode.commands.registerCommand('processMonitorTests.word', () => 'forty-two');
    await api();
    await workspaceFolders();
  });
  after(() => {
    word.dispose();
  });
  afterEach(() => stopDebugging());

  const workspaceFile = (): string => String(vscode.workspace.workspaceFile);
  const folders = (): readonly vscode.WorkspaceFolder[] => vscode.workspace.workspaceFolders ?? [];
  const launchFileOf = ({ uri }: vscode.WorkspaceFolder): string =>
    vscode.Uri.joinPath(uri, '.vscode', 'launch.json').toString();
  const fileIn = ({ uri }: vscode.WorkspaceFolder, name: string): string => vscode.Uri.joinPath(uri, name).fsPath;
  const toolsFolder = (): vscode.WorkspaceFolder => {
    const found = folders().find(({ name }) => name === 'Tools');
    assert.ok(found);
    return found;
  };

  /** The arguments that Node got, of each program that an entry started. */
  async function startedBy(...entry: Parameters<typeof monitored>): Promise<readonly (readonly string[])[]> {
    const sessions = await monitored(...entry);
    const pids = await Promise.all(sessions.map(pidOf));
    return pids.map((pid) => commandLineOf(pid).slice(1));
  }

  it('run in their own folder, whatever has the same name elsewhere', async () => {
    assert.deepEqual(
      folders().map(({ name }) => name),
      ['server', 'server', 'Tools'],
    );
    for (const folder of folders()) {
      assert.deepEqual(await startedBy('Serve', 'configuration', launchFileOf(folder)), [[fileIn(folder, 'serve.js')]]);
      await stopDebugging();
    }
  });

  it('of the workspace file know its folders and its inputs', async () => {
    assert.deepEqual(await startedBy('Of the workspace', 'configuration', workspaceFile()), [
      [fileIn(toolsFolder(), 'serve.js'), 'forty-two'],
    ]);
  });

  it('are found by a compound of the workspace file in the folder that it names', async () => {
    assert.deepEqual(await startedBy('One folder', 'compound', workspaceFile()), [
      [fileIn(toolsFolder(), 'serve.js')],
      [fileIn(toolsFolder(), 'serve.js'), 'forty-two'],
    ]);
  });

  it('are not guessed where a compound names no folder', async () => {
    const told = await errorsDuring(async () => {
      assert.equal(await monitor('Any folder', 'compound', workspaceFile()), false);
    });
    assert.deepEqual(told, [
      '"Any folder" cannot be started. "configurations": several folders have a launch configuration "Serve". Name the folder.',
    ]);
  });

  it('are offered above their text in the workspace file', async () => {
    const uri = vscode.workspace.workspaceFile;
    assert.ok(uri);
    await vscode.workspace.openTextDocument(uri);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    const names = lenses.flatMap(({ command }) =>
      command?.command === 'processMonitor.monitorLaunchConfig'
        ? [(command.arguments?.[0] as { reference: { name: string } }).reference.name]
        : [],
    );
    assert.deepEqual(names, ['Of the workspace', 'One folder', 'Any folder']);
  });

  it('are picked by the name of their folder, which is never the same twice', async () => {
    let details: readonly (string | undefined)[] = [];
    const { showQuickPick } = vscode.window;
    const look = async (items: Promise<readonly vscode.QuickPickItem[]>): Promise<undefined> => {
      details = (await items).map(({ label, detail }) => `${label}: ${detail}`);
    };
    // Nobody is there to pick; to the extension this is the same object.
    Object.assign(vscode.window, { showQuickPick: look });
    try {
      await vscode.commands.executeCommand('processMonitor.monitorLaunchConfig');
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    assert.deepEqual(details.slice(0, 3), ['Serve: server (api)', 'Serve: server (web)', 'Serve: Tools']);
  });
});

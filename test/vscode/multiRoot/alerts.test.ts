import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor';
import { api } from '../api';
import { stopDebugging } from '../debugging';
import { monitored } from '../launching';
import { workspaceFolders } from './workspaceFolders';

const inWorkspaceFile =
  vscode.workspace.workspaceFile !== undefined && process.platform === 'linux' ? describe : () => undefined;

inWorkspaceFile('alerts in a workspace with several folders', () => {
  const setRule = (folder: vscode.WorkspaceFolder, name: string | undefined): Thenable<void> => {
    const rule = { name, metric: 'process.memory.usage', threshold: '1 MB', for: '0 s', notify: 'statusBar' };
    return vscode.workspace
      .getConfiguration('processMonitor', folder)
      .update('alerts.rules', name && [rule], vscode.ConfigurationTarget.WorkspaceFolder);
  };
  let folders: readonly vscode.WorkspaceFolder[] = [];

  before(async () => {
    folders = (await workspaceFolders()).slice(0, 2);
  });

  afterEach(async () => {
    await stopDebugging();
    for (const folder of folders) await setRule(folder, undefined);
  });

  it('follow the rules of the folder that a program comes from', async () => {
    const monitor = await api();
    for (const folder of folders) await setRule(folder, `For ${folder.index}`);
    const firing: string[] = [];
    for (const folder of folders) {
      const launchFile = vscode.Uri.joinPath(folder.uri, '.vscode', 'launch.json').toString();
      const [root] = await monitored('Serve', 'configuration', launchFile);
      assert.ok(root);
      const alerts = await waitFor(
        () => {
          const found = monitor.alerts(root.id).filter(({ state }) => state === 'firing');
          return found.length > 0 && found;
        },
        { timeoutMs: 60_000, what: `the alert of ${folder.uri.path}` },
      );
      firing.push(...alerts.map(({ name }) => name));
    }
    assert.deepEqual(firing, ['For 0', 'For 1']);
  });
});

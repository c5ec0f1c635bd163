import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { stopDebugging } from './debugging';
import { monitored } from './launching';
import { withProcesses } from './sessions';

// Programs are started below a supervisor and seen in /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('launch configurations of the user settings', () => {
  const update = (value: object | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration().update('launch', value, vscode.ConfigurationTarget.Global);

  before(async () => {
    const configuration = { type: 'node', request: 'launch', program: '${workspaceFolder}/paused.js' };
    await update({
      configurations: [
        { ...configuration, name: 'Of the user' },
        // Another one of that name stands in the folder's launch.json.
        { ...configuration, name: 'Half a core' },
      ],
      compounds: [{ name: 'Both of the user', configurations: ['Of the user', 'Half a core'] }],
    });
    await waitFor(() => vscode.workspace.getConfiguration('launch').inspect('compounds')?.globalValue !== undefined, {
      timeoutMs: 60_000,
      what: 'the settings to be in force',
    });
  });

  after(() => update(undefined));

  afterEach(() => stopDebugging());

  it('run in the folder that is open', async () => {
    const [session] = await monitored('Of the user', 'configuration', 'user');
    assert.ok(session);
    const { processes } = await withProcesses(session, 1);
    assert.equal(processes[0]?.name, 'node paused.js');
  });

  it('are meant by a compound that stands beside them, whatever has the same name elsewhere', async () => {
    const sessions = await monitored('Both of the user', 'compound', 'user');
    assert.equal(sessions.length, 2);
    for (const session of sessions) {
      const { processes } = await withProcesses(session, 1);
      assert.equal(processes[0]?.name, 'node paused.js');
    }
  });
});

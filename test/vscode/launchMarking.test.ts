import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { PYTHON } from './programs';
import { withProcesses } from './sessions';

const VARIABLE = 'PROCESS_MONITOR_SESSION';

const python = (configuration: Partial<vscode.DebugConfiguration> = {}) => ({
  type: 'debugpy',
  name: 'marked',
  program: inWorkspace('burn.py'),
  args: ['0.1'],
  ...configuration,
});

function variableOf({ configuration }: vscode.DebugSession): unknown {
  return (configuration.env as Readonly<Record<string, unknown>> | undefined)?.[VARIABLE];
}

describe('the marker in the environment of a launch', () => {
  afterEach(() => stopDebugging());

  it('comes on top of what the program would have had, and is another one each time', async () => {
    const root = await startDebugging(python({ env: { GREETING: 'hello' } }));
    const pid = (await withProcesses(root, 1)).processes[0]?.pid ?? 0;
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const marker = variableOf(root);
    assert.match(String(marker), /^[0-9a-f]{32}$/);
    assert.ok(environment.includes(`${VARIABLE}=${String(marker)}`));
    assert.ok(environment.includes('GREETING=hello'));
    assert.ok(environment.includes(`HOME=${process.env.HOME ?? ''}`));
    await stopDebugging(root);
    const again = await startDebugging(python());
    assert.notEqual(variableOf(again), marker);
  });

  it('keeps a program in the run that starts another one and ends', async () => {
    // The shell ends at once; what it has started in a session of its own goes on without a parent.
    const orphan = `subprocess.Popen(["setsid", "--fork", "${PYTHON}", "${inWorkspace('burn.py')}", "0.1"])`;
    const code = ['import subprocess, time', orphan, 'time.sleep(600)'];
    const root = await startDebugging(python({ program: undefined, code, subProcess: false }));
    const { processes } = await withProcesses(root, 2);
    const started = processes.find(({ name }) => name.endsWith('burn.py'));
    assert.ok(started);
    // The debugger does not know of it and would leave it behind.
    process.kill(started.pid);
  });

  it('leaves alone what a person wrote there', async () => {
    const root = await startDebugging(python({ env: { [VARIABLE]: 'mine' } }));
    assert.equal(variableOf(root), 'mine');
    await withProcesses(root, 1);
  });

  it('is not given to a program that will not be monitored', async () => {
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update('autoMonitor', 'debugOnly', vscode.ConfigurationTarget.Global);
    try {
      assert.equal(variableOf(await startDebugging(python(), { noDebug: true })), undefined);
    } finally {
      await settings.update('autoMonitor', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

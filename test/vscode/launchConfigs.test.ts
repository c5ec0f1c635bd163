import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { inWorkspace, stopDebugging } from './debugging';
import { commandLineOf, isAlive } from './kernel';
import { extendLaunchJson, outputOf, startMonitored, writeInWorkspace } from './launching';
import { monitored, pidOf, pointsAfter, withProcesses } from './sessions';

const ANSWER_COMMAND = 'processMonitorTests.answer';

const CONFIGURATIONS = [
  {
    name: 'Imported',
    type: 'node',
    request: 'launch',
    runtimeArgs: ['--import', './imported.mjs'],
    program: '${workspaceFolder}/burn.js',
    linux: { args: ['0.1', '1'] },
  },
  { name: 'Script', type: 'node', request: 'launch', runtimeExecutable: 'npm', runtimeArgs: ['run', 'burn'] },
  {
    name: 'Module',
    type: 'debugpy',
    request: 'launch',
    module: 'http.server',
    args: ['0', '--bind', '127.0.0.1'],
    console: 'internalConsole',
  },
  {
    name: 'Compiled',
    type: 'cppdbg',
    request: 'launch',
    program: '${workspaceFolder}/waits',
    preLaunchTask: 'compile',
    MIMode: 'gdb',
  },
  { name: 'Asked', type: 'node', request: 'launch', program: 'echo.js', args: ['${input:answer}'] },
  {
    name: 'Terminal',
    type: 'node',
    request: 'launch',
    program: '${workspaceFolder}/burn.js',
    args: ['0.1', '1'],
    console: 'integratedTerminal',
  },
  { name: 'Hinted', type: 'node', request: 'launch', program: '${workspaceFolder}/burn.js', nodeVersionHint: 20 },
];

const TASKS = {
  version: '2.0.0',
  tasks: [{ label: 'compile', type: 'process', command: 'gcc', args: ['-o', 'waits', 'waits.c'] }],
};

// Signals, sessions and /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('launch configurations under the monitor', () => {
  const restore: (() => void)[] = [];

  before(async () => {
    restore.push(
      writeInWorkspace('imported.mjs', ''),
      writeInWorkspace('package.json', JSON.stringify({ scripts: { burn: 'node burn.js 0.1 1' } })),
      writeInWorkspace('waits.c', '#include <unistd.h>\nint main(void) { for (;;) pause(); }\n'),
      writeInWorkspace('echo.js', 'console.log("answer: " + process.argv[2]); setInterval(() => {}, 1000);'),
      writeInWorkspace('.vscode/tasks.json', JSON.stringify(TASKS)),
      writeInWorkspace('waits', ''),
    );
    const answer = vscode.commands.registerCommand(ANSWER_COMMAND, () => 'forty-two');
    restore.push(
      () => {
        answer.dispose();
      },
      await extendLaunchJson({
        configurations: CONFIGURATIONS,
        inputs: [{ id: 'answer', type: 'command', command: ANSWER_COMMAND }],
      }),
    );
  });

  after(() => {
    for (const undo of restore) undo();
  });

  afterEach(() => stopDebugging());

  it('runs Node with its runtime arguments and the section of the system, without a debugger', async () => {
    const session = await startMonitored('Imported');
    const run = await monitored(session, 'running', ({ state }) => state === 'running');
    const pid = await pidOf(session);
    assert.equal(run.name, 'Imported');
    assert.equal(run.type, 'process-monitor');
    assert.deepEqual(commandLineOf(pid).slice(1), ['--import', './imported.mjs', inWorkspace('burn.js'), '0.1', '1']);
    await pointsAfter(session.id, 'process.cpu.time', 0, 2);
  });

  it('runs an npm script with everything below it', async () => {
    const session = await startMonitored('Script');
    const run = await monitored(session, 'the script', ({ processes }) =>
      processes.some(({ name }) => name === 'node burn.js'),
    );
    assert.ok(
      run.processes.some(({ name }) => name.startsWith('npm')),
      JSON.stringify(run.processes),
    );
    assert.ok(!run.processes.some(({ name }) => name.includes('processMonitorSupervisor')));
  });

  it('runs a Python module', async () => {
    const session = await startMonitored('Module');
    const pid = await pidOf(session);
    // Some machines have a script in front of Python, which it replaces.
    await waitFor(() => commandLineOf(pid).join(' ').endsWith('-m http.server 0 --bind 127.0.0.1'), {
      timeoutMs: 60_000,
      what: 'the module',
    });
  });

  it('runs a C program in the terminal, once its preLaunchTask has built it', async () => {
    const session = await startMonitored('Compiled');
    const { processes } = await withProcesses(session, 1);
    assert.equal(processes[0]?.name, 'waits');
  });

  it('asks for the inputs of a configuration', async () => {
    const output = outputOf('process-monitor');
    await startMonitored('Asked');
    await waitFor(() => output.text().includes('answer: forty-two'), { timeoutMs: 60_000, what: 'the answer' });
    output.dispose();
  });

  it('runs in the integrated terminal and knows the pid of the program itself', async () => {
    const session = await startMonitored('Terminal');
    const { processes } = await withProcesses(session, 1);
    assert.equal(processes[0]?.name, 'node burn.js');
    await pointsAfter(session.id, 'process.memory.usage', 0, 1);
    await stopDebugging(session);
    await waitFor(() => !isAlive(processes[0]?.pid ?? 0), { timeoutMs: 60_000, what: 'the program to end' });
  });

  it('leaves what it cannot translate to its debugger, without breakpoints', async () => {
    const session = await startMonitored('Hinted');
    assert.equal(session.type, 'pwa-node');
    assert.equal(session.configuration.noDebug, true);
    await withProcesses(session, 1);
  });

  it('monitors what is asked for even if nothing is monitored by itself', async () => {
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update('autoMonitor', 'never', vscode.ConfigurationTarget.Workspace);
    try {
      await withProcesses(await startMonitored('Imported'), 1);
    } finally {
      await settings.update('autoMonitor', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('has "Monitor" above every entry of launch.json, but for those that are excluded', async () => {
    const uri = vscode.Uri.file(inWorkspace('.vscode/launch.json'));
    await vscode.workspace.openTextDocument(uri);
    const names = async (): Promise<readonly string[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
      return lenses
        .filter(({ command }) => command?.command === 'processMonitor.monitorLaunchConfig')
        .map(({ command }) => (command?.arguments?.[0] as { reference: { name: string } }).reference.name);
    };
    const all = await names();
    for (const name of [...CONFIGURATIONS.map(({ name }) => name), 'Two programs']) assert.ok(all.includes(name), name);
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update('launch.exclude', ['Asked'], vscode.ConfigurationTarget.Workspace);
    try {
      assert.equal((await names()).includes('Asked'), false);
    } finally {
      await settings.update('launch.exclude', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

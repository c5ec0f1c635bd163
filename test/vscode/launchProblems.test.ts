import assert from 'node:assert/strict';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { liveSessions } from './debugging';
import { supervisors } from './kernel';
import { errorsDuring, extendLaunchJson, monitor as start, writeInWorkspace } from './launching';

const NODE = { type: 'node', request: 'launch', program: '${workspaceFolder}/paused.js' };

interface Mistaken {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** Configurations with one mistake each, and what a person is told of it: configuration, field, remedy. */
const MISTAKES: readonly { readonly configuration: Mistaken; readonly told: RegExp }[] = [
  {
    configuration: { ...NODE, name: 'No program', program: '${workspaceFolder}/missing.js' },
    told: /"program": there is no file ".*missing\.js"\. Build it or correct the path\./,
  },
  {
    configuration: { ...NODE, name: 'No runtime', runtimeExecutable: 'no-such-runtime' },
    told: /"runtimeExecutable": no program "no-such-runtime" is in the PATH\. Install it, or give its whole path\./,
  },
  {
    configuration: { name: 'A text', type: 'cppdbg', request: 'launch', program: '${workspaceFolder}/plain.txt' },
    told: /"program": ".*plain\.txt" is not executable\. Make it executable, or name the program that runs it/,
  },
  {
    configuration: { ...NODE, name: 'No folder', cwd: '/none' },
    told: /"cwd": there is no folder "\/none"\. Create it or correct the path\./,
  },
  {
    configuration: { ...NODE, name: 'No variables', envFile: '${workspaceFolder}/none.env' },
    told: /"envFile": ".*none\.env" cannot be read\. Create it or correct the path\./,
  },
  {
    configuration: { ...NODE, name: 'A misspelt variable', program: '${workspaceFolders}/paused.js' },
    told: /"program": the variable \$\{workspaceFolders\} is not known\. Correct its name\./,
  },
  {
    // No system gives away so high a number.
    configuration: { name: 'A dead process', type: 'node', request: 'attach', processId: 2 ** 22 + 1 },
    told: /"processId": there is no process 4194305; it may have ended\. Pick another one\./,
  },
];

const COMPOUNDS = [
  { name: 'An unknown member', configurations: ['No program', 'No such'] },
  { name: 'An unknown task', configurations: ['No program'], preLaunchTask: 'no such task' },
];

// Processes are looked up in /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('launch configurations with a mistake', () => {
  const restore: (() => void)[] = [];

  before(async () => {
    restore.push(
      writeInWorkspace('plain.txt', 'no program'),
      await extendLaunchJson({
        configurations: MISTAKES.map(({ configuration }) => configuration),
        compounds: COMPOUNDS,
      }),
    );
  });

  after(() => {
    for (const undo of restore) undo();
  });

  /** What a person is told when they monitor an entry that cannot start; nothing of it must be left then. */
  async function toldBy(name: string, kind: 'configuration' | 'compound'): Promise<string> {
    const told = await errorsDuring(async () => {
      assert.equal(await start(name, kind), false);
    });
    assert.equal(told.length, 1, told.join('\n'));
    const monitor = await api();
    const isLeft = (): boolean =>
      liveSessions().length + supervisors().length > 0 ||
      monitor.sessions().some((session) => session.name === name && session.state !== 'ended');
    await waitFor(() => !isLeft(), { timeoutMs: 60_000, what: `nothing of ${name} to be left` });
    for (const { id } of monitor.sessions().filter((session) => session.name === name)) {
      assert.match(monitor.events(id).at(-1)?.text ?? '', /^It was not started\. /);
    }
    return told[0] ?? '';
  }

  for (const { configuration, told } of MISTAKES) {
    it(`name the configuration, the field and what to do: "${configuration.name}"`, async () => {
      const text = await toldBy(configuration.name, 'configuration');
      assert.ok(text.includes(`"${configuration.name}" cannot be started. `), text);
      assert.match(text, told);
    });
  }

  it('are told of a member of a compound, and of its task', async () => {
    assert.equal(
      await toldBy('An unknown member', 'compound'),
      '"An unknown member" cannot be started. "configurations": there is no launch configuration "No such". Correct its name.',
    );
    assert.equal(
      await toldBy('An unknown task', 'compound'),
      '"An unknown task" cannot be started. "preLaunchTask": there is no task "no such task". Correct its name.',
    );
  });
});

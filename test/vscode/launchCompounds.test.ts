import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { inWorkspace, liveSessions, stopDebugging } from './debugging';
import { supervisors } from './kernel';
import {
  errorsDuring,
  extendLaunchJson,
  monitor,
  monitored as monitorEntry,
  outputOf,
  writeInWorkspace,
} from './launching';
import { monitored, pointsAfter, withProcesses } from './sessions';

const WAITS = { type: 'node', request: 'launch', program: 'paused.js' };

const CONFIGURATIONS = [
  { ...WAITS, name: 'First' },
  { ...WAITS, name: 'Second' },
  { ...WAITS, name: 'Ends soon', program: 'soon.js' },
  { ...WAITS, name: 'Needs a build', program: 'built.js' },
  { ...WAITS, name: 'Missing', program: 'missing.js' },
];

const COMPOUNDS = [
  { name: 'Pair', configurations: ['First', 'Second'], stopAll: true },
  { name: 'Long and short', configurations: ['First', 'Ends soon'], stopAll: true },
  { name: 'Behind a watcher', configurations: ['Needs a build'], preLaunchTask: 'watch' },
  { name: 'Half there', configurations: ['First', 'Missing'] },
];

/** Goes on in the background, and says when it is ready. */
const WATCH = {
  label: 'watch',
  type: 'process',
  command: 'sh',
  args: ['-c', 'echo building; sleep 1; : > built; echo ready; sleep 600'],
  isBackground: true,
  problemMatcher: {
    pattern: { regexp: '^never$', file: 1 },
    background: { activeOnStart: true, beginsPattern: '^building', endsPattern: '^ready' },
  },
};

// Signals and sh.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('compounds under the monitor', () => {
  const restore: (() => void)[] = [];

  before(async () => {
    restore.push(
      writeInWorkspace('soon.js', 'setInterval(() => require("node:fs").existsSync("over") && process.exit(), 50);'),
      writeInWorkspace('built', ''),
      writeInWorkspace(
        'built.js',
        'console.log("built: " + require("node:fs").existsSync("built")); setInterval(() => {}, 1000);',
      ),
      writeInWorkspace('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks: [WATCH] })),
      await extendLaunchJson({ configurations: CONFIGURATIONS, compounds: COMPOUNDS }),
    );
  });

  after(() => {
    for (const undo of restore) undo();
  });

  afterEach(() => stopDebugging());

  it('end as a whole when a person stops one of their programs', async () => {
    const sessions = await monitorEntry('Pair', 'compound');
    const [first] = sessions;
    assert.ok(first);
    assert.deepEqual(
      sessions.map(({ name }) => name),
      ['Monitor: First', 'Monitor: Second'],
    );
    for (const session of sessions) await withProcesses(session, 1);
    await stopDebugging(first);
    for (const session of sessions) await monitored(session, 'ended', ({ state }) => state === 'ended');
  });

  it('go on when one of their programs ends by itself', async () => {
    const [first, second] = await monitorEntry('Long and short', 'compound');
    assert.ok(first && second);
    await withProcesses(second, 1);
    restore.push(writeInWorkspace('over', ''));
    await monitored(second, 'ended', ({ state }) => state === 'ended');
    await pointsAfter(first.id, 'process.memory.usage', Date.now(), 1);
  });

  it('start once their task in the background is ready', async () => {
    rmSync(inWorkspace('built'));
    const output = outputOf('process-monitor');
    try {
      await monitorEntry('Behind a watcher', 'compound');
      await waitFor(() => output.text().includes('built: true'), { timeoutMs: 60_000, what: 'what was built' });
    } finally {
      output.dispose();
      for (const execution of vscode.tasks.taskExecutions) execution.terminate();
    }
  });

  it('leave nothing running when one of their programs cannot start', async () => {
    const told = await errorsDuring(async () => {
      assert.equal(await monitor('Half there', 'compound'), false);
    });
    assert.match(told.join('\n'), /"Missing" cannot be started\. "program": there is no file/);
    await waitFor(() => liveSessions().length === 0 && supervisors().length === 0, {
      timeoutMs: 60_000,
      what: 'nothing left',
    });
  });
});

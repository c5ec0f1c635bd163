import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';

describe('the cost of a step', () => {
  afterEach(async () => {
    await vscode.workspace
      .getConfiguration('processMonitor')
      .update('stepCost.enabled', undefined, vscode.ConfigurationTarget.Global);
    await stopDebugging();
  });

  const steps = async (sessionId: string): Promise<readonly string[]> =>
    (await api())
      .events(sessionId)
      .filter(({ kind }) => kind === 'step')
      .map(({ text }) => text);

  /** Waits until so many steps are told, and goes on; the text of the last. */
  const nextStep = async (sessionId: string, count: number): Promise<string> => {
    const told = await waitFor(
      async () => {
        const all = await steps(sessionId);
        return all.length >= count && all;
      },
      { timeoutMs: 60_000, what: `step ${count}` },
    );
    await vscode.commands.executeCommand('workbench.action.debug.continue');
    return told[count - 1] ?? '';
  };

  for (const [language, configuration] of [
    ['Node', { type: 'node', program: 'steps.js' }],
    ['Python', { type: 'debugpy', program: 'steps.py' }],
  ] as const) {
    it(`is told at each stop of a ${language} program: work is CPU time, rest is not`, async () => {
      const { type, program } = configuration;
      const root = await startDebugging({ name: 'steps', type, program: inWorkspace(program) });
      await nextStep(root.id, 1);
      const worked = await nextStep(root.id, 2);
      const rested = await nextStep(root.id, 3);
      assert.match(worked, new RegExp(`^${program.replace('.', '\\.')}:\\d+: `));
      // The scheduler may hold a program up for any time, but it does not count CPU time that was not used.
      const busy = cpuMilliseconds(worked);
      assert.ok(busy >= 195 && busy < 400, worked);
      assert.ok(elapsedMilliseconds(worked) >= 195, worked);
      assert.ok(elapsedMilliseconds(rested) >= 195, rested);
      assert.ok(cpuMilliseconds(rested) < busy / 2, rested);
      if (language === 'Node') assert.match(worked, /memory \+\d/);
    });
  }

  it('is not told where the setting is off', async () => {
    await vscode.workspace
      .getConfiguration('processMonitor')
      .update('stepCost.enabled', false, vscode.ConfigurationTarget.Global);
    const root = await startDebugging({ name: 'steps', program: inWorkspace('steps.js') });
    const paused = async (count: number): Promise<void> => {
      await waitFor(async () => (await api()).events(root.id).filter(({ kind }) => kind === 'paused').length >= count, {
        timeoutMs: 60_000,
        what: `stop ${count}`,
      });
      await vscode.commands.executeCommand('workbench.action.debug.continue');
    };
    await paused(1);
    await paused(2);
    await paused(3);
    assert.deepEqual(await steps(root.id), []);
  });
});

function cpuMilliseconds(text: string): number {
  return milliseconds(/CPU ([\d.]+) (µs|ms|s)\b/.exec(text));
}

function elapsedMilliseconds(text: string): number {
  return milliseconds(/: ([\d.]+) (µs|ms|s)\b/.exec(text));
}

function milliseconds(match: RegExpExecArray | null): number {
  const scale = { µs: 1e-3, ms: 1, s: 1e3 }[match?.[2] ?? ''];
  return scale === undefined ? NaN : Number(match?.[1]) * scale;
}

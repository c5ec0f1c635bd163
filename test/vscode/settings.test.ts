import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { pointsAfter, withProcesses } from './sessions';

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('processMonitor');
const set = (name: string, value: unknown): Thenable<void> =>
  settings().update(name, value, vscode.ConfigurationTarget.Global);

/** The middle of the distances between neighbouring points, milliseconds. */
async function spacingMs(sessionId: string): Promise<number> {
  const points = await pointsAfter(sessionId, 'process.memory.usage', Date.now(), 4);
  const distances = points.slice(1).map(({ timeMs }, i) => timeMs - (points[i]?.timeMs ?? NaN));
  return distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? NaN;
}

describe('the settings', () => {
  let sessionId: string;

  before(async () => {
    const root = await startDebugging({ name: 'settings', program: inWorkspace('burn.js'), args: ['0.1', '1'] });
    sessionId = root.id;
    await withProcesses(root, 1);
  });

  afterEach(async () => {
    await set('sampling.interval', undefined);
    await set('sampling.source', undefined);
  });

  after(() => stopDebugging());

  it('change the interval of what is being monitored', async () => {
    // Longer than the default: a shorter one may be given up again for its cost on a busy machine.
    await set('sampling.interval', 2000);
    const spacing = await spacingMs(sessionId);
    assert.ok(Math.abs(spacing - 2000) < 200, `${spacing} ms`);
  });

  it('fall back to the default where a value is out of range', async () => {
    await set('sampling.interval', 5);
    const spacing = await spacingMs(sessionId);
    assert.ok(Math.abs(spacing - 1000) < 100, `${spacing} ms`);
  });

  it('change the source of what is being monitored, with what it cannot read left out', async () => {
    await set('sampling.source', 'pidusage');
    await pointsAfter(sessionId, 'process.memory.usage', Date.now(), 3);
    const monitor = await api();
    const [process] = monitor.sessions().find(({ id }) => id === sessionId)?.processes ?? [];
    assert.ok(process);
    // The process goes on as the same one; what the new source cannot read stops.
    const sinceMs = Date.now();
    await pointsAfter(sessionId, 'process.cpu.time', sinceMs, 2);
    assert.deepEqual(monitor.query(sessionId, 'process.thread.count', { fromMs: sinceMs }), []);
  });
});

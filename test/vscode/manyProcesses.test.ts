import assert from 'node:assert/strict';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { pointsAfter, withProcesses } from './sessions';

const CHILDREN = 120;

// Reading moves to a worker thread above a hundred processes; that is there for procfs only.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('a program with more than a hundred processes', () => {
  afterEach(() => stopDebugging());

  it('is sampled on and on, all processes of it, with every metric', async () => {
    const root = await startDebugging({
      name: 'children',
      program: inWorkspace('children.js'),
      args: [String(CHILDREN)],
    });
    await withProcesses(root, CHILDREN + 1);
    // By then the worker thread has started, and read some of these rounds.
    const fromMs = Date.now();
    const counts = await pointsAfter(root.id, 'process.count', fromMs, 4);
    assert.deepEqual(new Set(counts.map(({ value }) => value)), new Set([CHILDREN + 1]));
    for (const metric of ['process.cpu.time', 'process.cpu.wait_time', 'process.memory.usage', 'process.io'] as const) {
      await pointsAfter(root.id, metric, fromMs, 2);
    }
    const { processes } = (await api()).sessions().find(({ id }) => id === root.id) ?? { processes: [] };
    assert.equal(processes.filter(({ alive }) => alive).length, CHILDREN + 1);
  });
});

import assert from 'node:assert/strict';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { cpuSecondsOf, residentBytesOf } from './kernel';
import { pointsAfter, withProcesses } from './sessions';

/** Points of five seconds at the default interval. */
const POINTS = 5;

// The kernel's own account can be read on Linux only.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('figures against the kernel', () => {
  afterEach(() => stopDebugging());

  for (const { cores, args } of [
    { cores: 0.5, args: ['0.5', '1'] },
    { cores: 1.5, args: ['0.75', '2'] },
  ]) {
    it(`shows ${cores * 100} % of a core within 5 points of the scheduler's account`, async () => {
      const root = await startDebugging({ name: 'burn', program: inWorkspace('burn.js'), args });
      const pid = (await withProcesses(root, 1)).processes[0]?.pid ?? 0;
      // Behind the first points the program has started up.
      const [, warm] = await pointsAfter(root.id, 'process.cpu.time', 0, 2);
      const startMs = performance.timeOrigin + performance.now();
      const before = cpuSecondsOf(pid);
      assert.ok(warm);
      await pointsAfter(root.id, 'process.cpu.time', startMs, POINTS);
      const endMs = performance.timeOrigin + performance.now();
      const kernelCores = (cpuSecondsOf(pid) - before) / ((endMs - startMs) / 1000);
      const shown = (await api()).statistics(root.id, 'process.cpu.time', { fromMs: startMs, toMs: endMs });
      assert.ok(shown);
      assert.ok(shown.count >= POINTS);
      const difference = Math.abs(shown.mean - kernelCores) * 100;
      assert.ok(difference < 5, `shown ${shown.mean * 100} %, the kernel says ${kernelCores * 100} %`);
    });
  }

  it('shows resident memory within 2 % of /proc', async () => {
    const root = await startDebugging({ name: 'allocate', program: inWorkspace('allocate.js'), args: ['200'] });
    const pid = (await withProcesses(root, 1)).processes[0]?.pid ?? 0;
    await pointsAfter(root.id, 'process.memory.usage', Date.now(), 2);
    const [point] = await pointsAfter(root.id, 'process.memory.usage', Date.now(), 1);
    const kernelBytes = residentBytesOf(pid);
    assert.ok(kernelBytes > 200e6);
    assert.ok(Math.abs((point?.value ?? 0) - kernelBytes) / kernelBytes < 0.02, `${point?.value} and ${kernelBytes}`);
  });
});

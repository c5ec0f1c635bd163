import assert from 'node:assert/strict';
import { assertCpuAgreesWithKernel } from './cpuAccuracy';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { residentBytesOf } from './kernel';
import { pointsAfter, withProcesses } from './sessions';

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
      await assertCpuAgreesWithKernel(root);
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

import assert from 'node:assert/strict';
import { api } from './api';
import { clearBreakpoints, setBreakpoint } from './breakpoints';
import { assertCpuAgreesWithKernel } from './cpuAccuracy';
import { startDebugging, stopDebugging } from './debugging';
import { compileBurn, withProgram, type CompiledProgram } from './programs';
import { goOn, monitored, withProcesses } from './sessions';

describe('lldb-dap in the real extension host', () => {
  let burn: CompiledProgram;

  const launch = (args: readonly string[]) => ({ type: 'lldb-dap', name: 'C', program: burn.path, args });

  before(async () => {
    burn = await compileBurn();
  });

  after(() => burn.remove());

  afterEach(async () => {
    clearBreakpoints();
    await stopDebugging();
  });

  it('monitors a launched program, with the CPU that the kernel accounts for', async () => {
    const root = await startDebugging(launch(['0.5']));
    const { processes } = await withProcesses(root, 1);
    assert.equal(processes[0]?.name, 'burn');
    await assertCpuAgreesWithKernel(root);
  });

  it('is paused at a breakpoint and goes on', async () => {
    await setBreakpoint('burn.c');
    const root = await startDebugging(launch(['0.1']));
    await monitored(root, 'paused', ({ state }) => state === 'paused');
    const resumed = await goOn(root);
    assert.equal(resumed.processes.length, 1);
  });

  it('monitors the process that an attach configuration names', async () => {
    await withProgram(burn.path, ['0.1'], async (program) => {
      const root = await startDebugging({ type: 'lldb-dap', name: 'attach', request: 'attach', pid: program.pid });
      const { processes } = await withProcesses(root, 1);
      assert.equal(processes[0]?.pid, program.pid);
      assert.equal((await api()).sessions().find(({ id }) => id === root.id)?.type, 'lldb-dap');
    });
  });
});

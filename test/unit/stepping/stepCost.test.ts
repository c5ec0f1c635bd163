import assert from 'node:assert/strict';
import type { ProcessKey } from '../../../src/shared/sample';
import { stepCost, type ProcessUsage, type Usage } from '../../../src/stepping/stepCost';

const usage = (
  timeMs: number,
  processes: Record<string, Omit<ProcessUsage, 'startTimeMs'>>,
  heapBytes?: number,
): Usage => ({
  timeMs,
  processes: new Map(
    Object.entries(processes).map(([key, figures]) => [
      key as ProcessKey,
      { startTimeMs: Number(key.split('@')[1]), ...figures },
    ]),
  ),
  ...(heapBytes === undefined ? {} : { heapBytes }),
});

describe('stepCost', () => {
  it('tells time, CPU, memory and heap between two stops, over the whole tree', () => {
    const before = usage(
      1000,
      { '1@0': { cpuSeconds: 1, memoryBytes: 10 }, '2@0': { cpuSeconds: 5, memoryBytes: 10 } },
      7,
    );
    const after = usage(
      1500,
      { '1@0': { cpuSeconds: 1.2, memoryBytes: 30 }, '2@0': { cpuSeconds: 5.1, memoryBytes: 5 } },
      4,
    );
    const cost = stepCost(before, after);
    assert.ok(Math.abs((cost.cpuSeconds ?? 0) - 0.3) < 1e-9);
    assert.deepEqual({ ...cost, cpuSeconds: 0.3 }, { elapsedMs: 500, cpuSeconds: 0.3, memoryBytes: 15, heapBytes: -3 });
  });

  it('leaves out what is not known, rather than telling zero', () => {
    const none = usage(1000, {});
    assert.deepEqual(stepCost(none, usage(1010, { '1@5': { cpuSeconds: 3 } })), { elapsedMs: 10 });
    const some = usage(1000, { '1@0': { cpuSeconds: 1, memoryBytes: 10 } });
    const half = usage(1010, { '1@0': { cpuSeconds: 1, memoryBytes: 10 }, '2@1005': {} });
    assert.deepEqual(stepCost(some, half), { elapsedMs: 10, cpuSeconds: 0 });
  });

  it('counts all of a process that was started in between, and nothing of one that was only found since', () => {
    const before = usage(1000, {});
    assert.equal(stepCost(before, usage(1100, { '2@1050': { cpuSeconds: 0.04 } })).cpuSeconds, 0.04);
    assert.equal(stepCost(before, usage(1100, { '2@900': { cpuSeconds: 40 } })).cpuSeconds, undefined);
  });

  it('trusts the scheduler to the nanosecond, but not where a thread has taken its time with it', () => {
    const before = usage(1000, { '1@0': { cpuSeconds: 1, threadsCpuSeconds: 1.004 } });
    const exact = usage(1020, { '1@0': { cpuSeconds: 1, threadsCpuSeconds: 1.0075 } });
    assert.ok(Math.abs((stepCost(before, exact).cpuSeconds ?? 0) - 0.0035) < 1e-9);
    const ended = usage(1600, { '1@0': { cpuSeconds: 1.5, threadsCpuSeconds: 0.9 } });
    assert.equal(stepCost(before, ended).cpuSeconds, 0.5);
  });
});

import assert from 'node:assert/strict';
import { orderProcesses } from '../../../webview/processOrder';
import { processWith } from './builders';
import type { ProcessView } from '../../../src/shared/state';

const pids = (processes: readonly ProcessView[]): readonly number[] =>
  orderProcesses(processes).map((process) => process.pid);

describe('the order of processes', () => {
  it('puts children under their parent, in the order in which they started', () => {
    const tree = [
      processWith({ pid: 40, parentPid: 20 }),
      processWith({ pid: 30, parentPid: 10 }),
      processWith({ pid: 20, parentPid: 10 }),
      processWith({ pid: 10 }),
    ];
    assert.deepEqual(pids(tree), [10, 20, 40, 30]);
  });

  it('lists exited processes after the living ones, the newest first', () => {
    const processes = [
      processWith({ pid: 10 }),
      processWith({ pid: 20, parentPid: 10, alive: false, endedAtMs: 5 }),
      processWith({ pid: 30, parentPid: 10, alive: false, endedAtMs: 9 }),
      processWith({ pid: 40, parentPid: 10 }),
    ];
    assert.deepEqual(pids(processes), [10, 40, 30, 20]);
  });

  it('lists at most twenty exited processes beside living ones', () => {
    const exited = Array.from({ length: 50 }, (_, index) =>
      processWith({ pid: 100 + index, alive: false, endedAtMs: index }),
    );
    assert.equal(pids([processWith({ pid: 10 }), ...exited]).length, 21);
    assert.equal(pids([processWith({ pid: 10 }), ...exited])[1], 149);
  });

  it('keeps the tree of a run that is over', () => {
    const tree = [
      processWith({ pid: 30, parentPid: 20, alive: false, endedAtMs: 9 }),
      processWith({ pid: 20, alive: false, endedAtMs: 5 }),
    ];
    assert.deepEqual(pids(tree), [20, 30]);
  });

  it('loses no process whose parent is gone or whose ancestors form a ring', () => {
    const orphan = processWith({ pid: 50, parentPid: 40 });
    const ring = [processWith({ pid: 60, parentPid: 70 }), processWith({ pid: 70, parentPid: 60 })];
    assert.deepEqual([...pids([orphan, ...ring])].sort(), [50, 60, 70]);
  });
});

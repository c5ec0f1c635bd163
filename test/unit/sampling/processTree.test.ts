import assert from 'node:assert/strict';
import { NO_GROUPS } from '../../../src/sampling/ledGroups';
import { treeMembers, type Tree, type TreeMemory } from '../../../src/sampling/processTree';
import type { TableEntry } from '../../../src/sampling/tableEntry';
import { processKey, type ProcessKey } from '../../../src/shared/sample';

function process(pid: number, parentPid: number, startTimeMs = pid): TableEntry {
  return { pid, startTimeMs, parentPid, name: `p${pid}` };
}

/** A process in a group and a session. */
function grouped(pid: number, parentPid: number, processGroup: number, session: number, startMs = pid): TableEntry {
  return { ...process(pid, parentPid, startMs), processGroup, session };
}

const NONE: TreeMemory = knowing(new Set());

function knowing(known: ReadonlySet<ProcessKey>): TreeMemory {
  return { known, led: NO_GROUPS };
}

function pids({ members }: Tree): number[] {
  return members.map(({ pid }) => pid);
}

describe('treeMembers', () => {
  it('takes all descendants, parents before children, and nobody else', () => {
    const table = [process(30, 20), process(20, 10), process(10, 1), process(21, 10), process(11, 1), process(12, 11)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 1)], NONE)), [10, 20, 21, 30]);
  });

  it('takes several roots, and a root below another only once', () => {
    const table = [process(10, 1), process(20, 10), process(30, 20), process(11, 1)];
    const roots = [process(20, 10), process(10, 1), process(11, 1)];
    assert.deepEqual(pids(treeMembers(table, roots, NONE)).sort(), [10, 11, 20, 30]);
  });

  it('keeps an orphan, and its children, once it was known', () => {
    const table = [process(10, 1), process(30, 1), process(40, 30)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 1)], NONE)), [10]);
    assert.deepEqual(
      pids(treeMembers(table, [process(10, 1)], knowing(new Set([processKey(process(30, 20))])))),
      [10, 30, 40],
    );
  });

  it('keeps orphans when the root itself is gone, parents first', () => {
    const known = new Set([30, 40].map((pid) => processKey(process(pid, 0))));
    assert.deepEqual(pids(treeMembers([process(40, 30), process(30, 1)], [process(10, 1)], knowing(known))), [30, 40]);
  });

  it('does not take the children of whoever got the pid of a member later', () => {
    const table = [process(10, 1), process(20, 1, 900), process(21, 20, 950)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 1)], knowing(new Set([processKey(process(20, 10))])))), [10]);
  });

  it('does not take a process that is older than its supposed parent', () => {
    const table = [process(10, 1, 500), process(20, 10, 499), process(21, 10, 500)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 1, 500)], NONE)), [10, 21]);
  });

  it('is empty when the root is not there, or is another process with its pid', () => {
    assert.deepEqual(pids(treeMembers([], [process(10, 1)], NONE)), []);
    assert.deepEqual(pids(treeMembers([process(10, 1, 999), process(20, 10, 1000)], [process(10, 1)], NONE)), []);
  });

  it('ends on a table in which parents form a circle', () => {
    const table = [process(10, 20, 5), process(20, 10, 5)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 20, 5)], NONE)), [10, 20]);
  });

  describe('by process group and session', () => {
    const root = grouped(10, 1, 10, 10);

    it('takes orphans of a group or session that the root leads, with their descendants', () => {
      const table = [root, grouped(30, 1, 10, 10), grouped(31, 30, 31, 31), grouped(40, 1, 40, 10)];
      assert.deepEqual(pids(treeMembers(table, [root])), [10, 30, 31, 40]);
    });

    it('takes nobody for sharing a group and session that the root does not lead', () => {
      const host = grouped(5, 1, 5, 5);
      const adapter = grouped(10, 5, 5, 5);
      const table = [host, adapter, grouped(20, 10, 5, 5), grouped(30, 5, 5, 5), grouped(40, 1, 5, 5)];
      assert.deepEqual(pids(treeMembers(table, [adapter])), [10, 20]);
    });

    it('takes orphans of a group that another member leads', () => {
      const table = [process(10, 1), grouped(20, 10, 20, 1), grouped(30, 1, 20, 1)];
      assert.deepEqual(pids(treeMembers(table, [process(10, 1)])), [10, 20, 30]);
    });

    it('follows from one group that was found to the next', () => {
      const table = [root, grouped(50, 1, 40, 40), grouped(40, 1, 40, 10), grouped(60, 50, 50, 50)];
      assert.deepEqual(pids(treeMembers(table, [root])), [10, 40, 50, 60]);
    });

    it('goes on with a group after its leader has exited, and takes who joins it', () => {
      const first = treeMembers([root, grouped(20, 10, 10, 10)], [root]);
      const second = treeMembers([grouped(20, 1, 10, 10)], [root], first.memory);
      const third = treeMembers([grouped(20, 1, 10, 10), grouped(30, 1, 10, 10)], [root], second.memory);
      assert.deepEqual(pids(third), [20, 30]);
    });

    it('gives up a group that has been empty', () => {
      const first = treeMembers([root], [root]);
      const empty = treeMembers([grouped(7, 1, 7, 7)], [root], first.memory);
      assert.deepEqual(pids(treeMembers([grouped(30, 1, 10, 10)], [root], empty.memory)), []);
    });

    it('gives up a group whose id has become the pid of another process', () => {
      const first = treeMembers([root], [root]);
      const reused = grouped(10, 1, 10, 10, 900);
      assert.deepEqual(pids(treeMembers([reused, grouped(11, 10, 10, 10, 901)], [root], first.memory)), []);
    });

    it('does not take who is older than the leader', () => {
      assert.deepEqual(pids(treeMembers([root, grouped(8, 1, 10, 10, 9)], [root])), [10]);
    });
  });

  it('takes who carries the marker, with descendants, whoever is the parent', () => {
    const table = [process(10, 1), process(30, 1), process(31, 30), process(40, 1)];
    const marked = new Set([processKey(process(30, 1))]);
    assert.deepEqual(pids(treeMembers(table, [process(10, 1)], NONE, marked)), [10, 30, 31]);
  });
});

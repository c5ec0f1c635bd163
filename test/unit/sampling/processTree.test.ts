import assert from 'node:assert/strict';
import { treeMembers } from '../../../src/sampling/processTree';
import { processKey, type ProcessInfo, type ProcessKey } from '../../../src/shared/sample';

function process(pid: number, parentPid: number, startTimeMs = pid): ProcessInfo {
  return { pid, startTimeMs, parentPid, name: `p${pid}` };
}

const NONE: ReadonlySet<ProcessKey> = new Set();

function pids(members: readonly ProcessInfo[]): number[] {
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
    assert.deepEqual(pids(treeMembers(table, [process(10, 1)], new Set([processKey(process(30, 20))]))), [10, 30, 40]);
  });

  it('keeps orphans when the root itself is gone, parents first', () => {
    const known = new Set([30, 40].map((pid) => processKey(process(pid, 0))));
    assert.deepEqual(pids(treeMembers([process(40, 30), process(30, 1)], [process(10, 1)], known)), [30, 40]);
  });

  it('does not take the children of whoever got the pid of a member later', () => {
    const table = [process(10, 1), process(20, 1, 900), process(21, 20, 950)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 1)], new Set([processKey(process(20, 10))]))), [10]);
  });

  it('does not take a process that is older than its supposed parent', () => {
    const table = [process(10, 1, 500), process(20, 10, 499), process(21, 10, 500)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 1, 500)], NONE)), [10, 21]);
  });

  it('is empty when the root is not there, or is another process with its pid', () => {
    assert.deepEqual(treeMembers([], [process(10, 1)], NONE), []);
    assert.deepEqual(treeMembers([process(10, 1, 999), process(20, 10, 1000)], [process(10, 1)], NONE), []);
  });

  it('ends on a table in which parents form a circle', () => {
    const table = [process(10, 20, 5), process(20, 10, 5)];
    assert.deepEqual(pids(treeMembers(table, [process(10, 20, 5)], NONE)), [10, 20]);
  });
});

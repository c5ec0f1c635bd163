import assert from 'node:assert/strict';
import { isAncestorIn } from '../../../src/monitoring/ancestors';
import { processKey } from '../../../src/shared/sample';
import { processInfo } from '../../support/rounds';

const [root, child, grandchild] = [processInfo(10), processInfo(11, 10), processInfo(12, 11)];
const view = { depth: 0, alive: true, paused: false };

describe('ancestors in a tree of processes', () => {
  it('are parents and those above them', () => {
    const isAncestor = isAncestorIn([root, child, grandchild].map((process) => ({ ...process, ...view })));
    assert.equal(isAncestor(processKey(root), processKey(grandchild)), true);
    assert.equal(isAncestor(processKey(child), processKey(grandchild)), true);
    assert.equal(isAncestor(processKey(grandchild), processKey(root)), false);
    assert.equal(isAncestor(processKey(root), processKey(root)), false);
  });

  it('end at processes that name each other', () => {
    const circle = [processInfo(20, 21), processInfo(21, 20)].map((process) => ({ ...process, ...view }));
    assert.equal(isAncestorIn(circle)(processKey(root), processKey(processInfo(20))), false);
  });
});

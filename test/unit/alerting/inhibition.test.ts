import assert from 'node:assert/strict';
import { isInhibited } from '../../../src/alerting/inhibition';
import { processKey } from '../../../src/shared/sample';
import type { Alert } from '../../../src/shared/state';
import { processInfo, T0 } from '../../support/rounds';

const parent = processKey(processInfo(1));
const child = processKey(processInfo(2, 1));
const isAncestor = (ancestor: string, process: string): boolean => ancestor === parent && process === child;

function alert(id: string, part: Partial<Alert> = {}): Alert {
  return {
    id,
    name: 'Memory',
    severity: 'warning',
    state: 'firing',
    notify: 'toast',
    metric: 'process.memory.usage',
    startedAtMs: T0,
    message: '',
    ...part,
  };
}

function inhibits(other: Alert, one: Alert): boolean {
  return isInhibited(one, [other, one], isAncestor);
}

describe('an alert is inhibited', () => {
  it('not by itself', () => {
    assert.equal(isInhibited(alert('a'), [alert('a')], isAncestor), false);
  });

  it('by a critical one about the same metric', () => {
    const critical = alert('a', { name: 'Other', severity: 'critical' });
    assert.equal(inhibits(critical, alert('b')), true);
    assert.equal(inhibits(critical, alert('b', { metric: 'process.cpu.time' })), false);
    assert.equal(inhibits(alert('b'), critical), false);
  });

  it('by that of a parent, or of the tree, from the same rule', () => {
    assert.equal(inhibits(alert('a', { process: parent }), alert('b', { process: child })), true);
    assert.equal(inhibits(alert('a'), alert('b', { process: child })), true);
    assert.equal(inhibits(alert('a', { process: child }), alert('b', { process: parent })), false);
    assert.equal(inhibits(alert('a', { process: parent, name: 'Other' }), alert('b', { process: child })), false);
  });

  it('not by one that no longer stands', () => {
    for (const state of ['pending', 'resolved'] as const) {
      assert.equal(inhibits(alert('a', { severity: 'critical', state }), alert('b')), false);
    }
    assert.equal(inhibits(alert('a', { severity: 'critical', state: 'recovering' }), alert('b')), true);
  });
});

import assert from 'node:assert/strict';
import { healthOf } from '../../../src/detection/health';
import type { Alert } from '../../../src/shared/state';

function alert(part: Partial<Alert>): Alert {
  return {
    id: 'a',
    name: 'Memory',
    severity: 'warning',
    state: 'firing',
    notify: 'toast',
    startedAtMs: 0,
    message: '',
    ...part,
  };
}

describe('the health of a session', () => {
  it('is that of its worst alert that stands', () => {
    assert.equal(healthOf('running', [], false), 'ok');
    assert.equal(healthOf('running', [alert({})], false), 'warning');
    assert.equal(healthOf('running', [alert({ state: 'recovering' })], false), 'warning');
    assert.equal(healthOf('running', [alert({}), alert({ severity: 'critical' })], false), 'critical');
  });

  it('does not mind what is pending, resolved, for information or a mere record', () => {
    const harmless = [
      alert({ state: 'pending', severity: 'critical' }),
      alert({ state: 'resolved', severity: 'critical' }),
      alert({ severity: 'info' }),
      alert({ notify: 'off', severity: 'critical' }),
    ];
    assert.equal(healthOf('running', harmless, false), 'ok');
  });

  it('is unknown while nothing can be said', () => {
    assert.equal(healthOf('running', [alert({ severity: 'critical' })], true), 'unknown');
    assert.equal(healthOf('lost', [], false), 'unknown');
    assert.equal(healthOf('starting', [], false), 'unknown');
  });

  it('is the state of a session that is paused or over', () => {
    for (const state of ['paused', 'ended', 'crashed'] as const)
      assert.equal(healthOf(state, [alert({})], true), state);
  });
});

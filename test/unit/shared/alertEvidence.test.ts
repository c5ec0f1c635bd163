import assert from 'node:assert/strict';
import { hottestDuring } from '../../../src/shared/alertEvidence';
import { hottestText } from '../../../src/shared/capture';
import type { Alert, SessionEvent } from '../../../src/shared/state';

const OF_TREE: Alert = {
  id: 'a',
  name: 'CPU pegged',
  severity: 'warning',
  state: 'resolved',
  notify: 'toast',
  startedAtMs: 10_000,
  endedAtMs: 60_000,
  message: '',
};

const ALERT: Alert = { ...OF_TREE, process: '7@1000' };

function profile(timeMs: number, name: string, process: `${number}@${number}` = '7@1000'): SessionEvent {
  const hottest = [{ name, url: `C:\\app\\${name}.js`, line: 3, share: 0.5 }];
  return { kind: 'captured', timeMs, text: '', process, capture: { kind: 'cpuProfile', file: 'f', hottest } };
}

describe('the hottest functions of an alert', () => {
  it('are those of the newest profile of its process while it stood', () => {
    const events = [
      profile(5_000, 'before'),
      profile(20_000, 'first'),
      profile(30_000, 'second'),
      profile(40_000, 'other', '8@1000'),
      profile(70_000, 'after'),
    ];
    assert.equal(hottestText(hottestDuring(ALERT, events)), 'second (second.js:3) 50 %');
    assert.equal(hottestText(hottestDuring(OF_TREE, events)), 'other (other.js:3) 50 %');
    assert.equal(hottestText(hottestDuring(ALERT, [])), '');
  });
});

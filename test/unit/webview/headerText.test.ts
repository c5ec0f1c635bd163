import assert from 'node:assert/strict';
import {
  conditionOf,
  conditionText,
  costText,
  learningText,
  pickerOrder,
  sessionText,
  slowedText,
  uptimeText,
  windowText,
} from '../../../webview/headerText';
import { MONITOR, processWith, sessionWith } from './builders';

const clock = (): string => '14:32:05';

describe('the header', () => {
  it('lists running sessions first, each kind newest first', () => {
    const sessions = [
      sessionWith({ id: 'old end', state: 'ended', startedAtMs: 1 }),
      sessionWith({ id: 'old run', state: 'paused', startedAtMs: 2 }),
      sessionWith({ id: 'new end', state: 'crashed', startedAtMs: 9 }),
      sessionWith({ id: 'new run', state: 'running', startedAtMs: 5 }),
    ];
    assert.deepEqual(
      pickerOrder(sessions).map((session) => session.id),
      ['new run', 'old run', 'new end', 'old end'],
    );
  });

  it('tells runs of the same name apart by their start', () => {
    assert.equal(sessionText(sessionWith(), clock), 'API server (pwa-node)');
    assert.equal(sessionText(sessionWith({ state: 'ended' }), clock), 'API server (ended, started 14:32:05)');
  });

  it('counts living processes only', () => {
    const processes = [processWith({ pid: 1 }), processWith({ pid: 2, alive: false })];
    assert.equal(uptimeText(sessionWith({ processes }), 42_000), '42 s, 1 process');
    assert.equal(uptimeText(sessionWith({ state: 'ended', endedAtMs: 5000 }), 42_000), '5 s');
  });

  it('shows the interval in force and the cost, once it is known', () => {
    assert.equal(costText(MONITOR), '');
    assert.equal(costText({ ...MONITOR, intervalMs: 250, costCores: 0.0123 }), 'every 250 ms, own cost 1.2 %');
    assert.equal(costText({ ...MONITOR, costCores: 0.0001 }), 'own cost below 0.1 %');
  });

  it('says why sampling is slower than asked for', () => {
    assert.equal(slowedText(MONITOR), undefined);
    assert.equal(
      slowedText({ ...MONITOR, slowedBy: 'ownCost', intervalMs: 4000 }),
      'slowed down from 1 s: own cost above 1 %',
    );
    assert.equal(
      slowedText({ ...MONITOR, slowedBy: 'sourceMinimum', source: 'pidusage', requestedIntervalMs: 100 }),
      'slowed down from 100 ms: pidusage reads no faster',
    );
  });

  it('names the windows', () => {
    assert.equal(windowText(900_000), '15 min');
    assert.equal(windowText('all'), 'All');
  });

  it('says first what is wrong with a program that runs', () => {
    assert.equal(conditionText(conditionOf(sessionWith({ health: 'warning' }))), 'Warning');
    assert.equal(conditionText(conditionOf(sessionWith({ health: 'critical' }))), 'Critical');
    for (const state of ['running', 'paused', 'ended'] as const) {
      assert.equal(conditionOf(sessionWith({ state, health: state === 'running' ? 'ok' : 'warning' })), state);
    }
  });

  it('says how long it still learns', () => {
    assert.equal(learningText(sessionWith({ learningMs: 40_000 })), 'learning, 40 s to go');
    assert.equal(learningText(sessionWith()), undefined);
  });
});

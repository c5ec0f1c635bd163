import assert from 'node:assert/strict';
import type { LearntBaselines } from '../../../src/detection/anomalies';
import type { Baselines } from '../../../src/monitoring/alerting';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';
import { gaussianNoise } from '../../support/gaussianNoise';
import { alertingWith, ToldSession } from '../../support/toldSession';

const MB = 1e6;
const MEMORY: AlertRuleSettings = { name: 'Memory', metric: 'process.memory.usage', threshold: '500 MB' };

describe('anomalies of a session', () => {
  const noise = gaussianNoise(1);
  const around = (level: number) => (): number => (level + noise()) * MB;

  it('are learnt first, then marked, and told when they last', () => {
    const told = new ToldSession(alertingWith([], 'toast')).passes(60, around(100), 1);
    assert.equal(told.session.learningMs, 40_000);
    told.passes(140, around(100), 1);
    assert.equal(told.session.learningMs, undefined);
    told.passes(30, around(300), 1);
    assert.match(told.events('anomaly')[0] ?? '', /^api: memory 30\d MB, usually (99|100)/);
    assert.equal(told.toasts.length, 1);
    assert.match(told.toasts[0] ?? '', /^214: api: memory 30\d MB, usually /);
  });

  it('are only marked, or not looked for, where the setting says so', () => {
    const marked = new ToldSession(alertingWith([], 'mark')).passes(200, around(100), 1).passes(30, around(300), 1);
    assert.ok(marked.events('anomaly').length > 0);
    const off = new ToldSession(alertingWith([], 'off')).passes(200, around(100), 1).passes(30, around(300), 1);
    assert.deepEqual(off.events('anomaly'), []);
    assert.equal(off.session.learningMs, undefined);
    assert.deepEqual([...marked.toasts, ...off.toasts], []);
  });

  it('are not told where an alert says the same', () => {
    const told = new ToldSession(alertingWith([{ ...MEMORY, threshold: '250 MB', for: '12 s' }], 'toast'));
    told.passes(200, around(100), 1).passes(60, around(300), 1);
    assert.equal(told.toasts.length, 1);
    assert.match(told.toasts[0] ?? '', /limit 250 MB/);
  });

  it('are judged at once in the next run of the same configuration', () => {
    const kept = new Map<string, LearntBaselines>();
    const baselines: Baselines = {
      load: ({ name }) => kept.get(name) ?? {},
      save: ({ name }, learnt) => kept.set(name, learnt),
    };
    const first = new ToldSession(alertingWith([], 'toast'), baselines).passes(200, around(100), 1);
    first.input({ kind: 'ended', timeMs: first.nowMs, requested: true });
    const second = new ToldSession(alertingWith([], 'toast'), baselines).passes(5, around(100), 1);
    assert.equal(second.session.learningMs, undefined);
    assert.equal(second.passes(30, around(300), 1).toasts.length, 1);
  });

  it('are not found in what follows a stop in the debugger at once', () => {
    const told = new ToldSession(alertingWith([], 'toast')).passes(200, around(100), 1);
    for (const debuggee of ['812', '813']) told.input({ kind: 'paused', timeMs: told.nowMs, debuggee, reason: '' });
    told.passes(5, around(900), 1);
    for (const debuggee of ['812', '813']) told.input({ kind: 'continued', timeMs: told.nowMs, debuggee });
    told.passes(1, around(900), 1).passes(60, around(100), 1);
    assert.deepEqual(told.events('anomaly'), []);
  });
});

import assert from 'node:assert/strict';
import { AlertManager, type AlertChange } from '../../../src/alerting/alertManager';
import type { AlertRule } from '../../../src/alerting/alertRule';
import { decodeRules } from '../../../src/alerting/decodeRules';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';
import { processKey, type ProcessKey } from '../../../src/shared/sample';
import { processInfo, T0 } from '../../support/rounds';
import { timed } from '../../support/seriesNotation';

function rulesOf(...entries: readonly AlertRuleSettings[]): readonly AlertRule[] {
  const { rules, problems } = decodeRules(entries, [], { memoryLimitBytes: 1000 });
  assert.deepEqual(problems, []);
  return rules;
}

const MEMORY: AlertRuleSettings = { name: 'Memory', metric: 'process.memory.usage', threshold: 90, for: '5 s' };
const PROCESS_MEMORY: AlertRuleSettings = { ...MEMORY, name: 'Process memory', scope: 'process' };
const CRASH: AlertRuleSettings = { name: 'Crash', event: 'crashed', severity: 'critical' };

const api = processKey(processInfo(812));
const worker = processKey(processInfo(813, 812));

/** The alerts of the session `s`, called `server`, told of memory second by second. */
class Told {
  readonly manager: AlertManager;
  readonly changes: AlertChange[] = [];
  private second = 0;

  constructor(...rules: readonly AlertRuleSettings[]) {
    this.manager = new AlertManager({
      sessionId: 's',
      sessionName: 'server',
      rules: rulesOf(...rules),
      nameOf: (process) => `pid ${process.split('@')[0] ?? ''}`,
    });
  }

  memory(notation: string, ...processes: readonly (ProcessKey | undefined)[]): this {
    for (const { timeMs, value } of timed(notation, 1000, this.nowMs)) {
      for (const process of processes.length === 0 ? [undefined] : processes) {
        if (value === undefined) continue;
        this.changes.push(...this.manager.value('process.memory.usage', process, timeMs, value, 1000));
      }
      this.changes.push(...this.manager.tick(timeMs, 1000));
      this.second += 1;
    }
    return this;
  }

  get nowMs(): number {
    return T0 + this.second * 1000;
  }

  get told(): readonly string[] {
    return this.changes.map(({ effect, alert }) => `${effect}: ${alert.message}`);
  }

  get states(): readonly string[] {
    return this.manager.alerts().map(({ name, state }) => `${name} ${state}`);
  }
}

describe('the alerts of a session', () => {
  it('are pending, firing, and resolved into the history', () => {
    const told = new Told(MEMORY).memory('10 95');
    assert.deepEqual(told.states, ['Memory pending']);
    told.memory('95x4');
    assert.deepEqual(told.states, ['Memory firing']);
    told.memory('10x29');
    assert.deepEqual(told.states, ['Memory recovering']);
    told.memory('10');
    assert.deepEqual(told.states, ['Memory resolved']);
    const [alert] = told.manager.alerts();
    assert.equal(alert?.startedAtMs, T0 + 1000);
    assert.equal(alert.firedAtMs, T0 + 6000);
    assert.equal(alert.endedAtMs, T0 + 37_000);
    assert.equal(alert.threshold, 90);
    assert.deepEqual(
      told.changes.map(({ effect }) => effect),
      ['fired', 'resolved'],
    );
  });

  it('leave no trace of a pending one that clears', () => {
    assert.deepEqual(new Told(MEMORY).memory('95x3 10').states, []);
  });

  it('carry value, limit, length and subject', () => {
    const told = new Told(MEMORY).memory('95x5');
    assert.deepEqual(told.told, ['fired: server: memory 95 B, limit 90 B, for 5 s']);
  });

  it('are kept for each process by itself', () => {
    const told = new Told(PROCESS_MEMORY).memory('95x2', api).memory('95x5', api, worker);
    assert.deepEqual(told.told, [
      'fired: pid 812: memory 95 B, limit 90 B, for 5 s',
      'fired: pid 813: memory 95 B, limit 90 B, for 5 s',
    ]);
    const [first, second] = told.changes;
    assert.notEqual(first?.key, second?.key);
  });

  it('are applied to the scope of their rule only', () => {
    assert.deepEqual(new Told(PROCESS_MEMORY).memory('95x10').states, []);
    assert.deepEqual(new Told(MEMORY).memory('95x10', api).states, []);
  });

  it('end silently with their process', () => {
    const told = new Told(PROCESS_MEMORY).memory('95x5', api, worker);
    const changes = told.manager.ended(api, told.nowMs);
    assert.deepEqual(
      changes.map(({ effect, alert }) => `${effect} ${alert.state} ${alert.process ?? ''}`),
      [`ended resolved ${api}`],
    );
    assert.deepEqual(told.states, ['Process memory resolved', 'Process memory firing']);
  });

  it('stand still for the process that a debugger holds', () => {
    const told = new Told(PROCESS_MEMORY).memory('95x2', api, worker);
    told.manager.paused(api, told.nowMs);
    told.memory('95x10', api, worker);
    assert.deepEqual(told.told, ['fired: pid 813: memory 95 B, limit 90 B, for 5 s']);
    told.manager.continued(api, told.nowMs);
    assert.equal(told.memory('95x1', api).changes.length, 1);
    assert.equal(told.memory('95x4', api).changes.length, 2);
  });

  it('know of a pause that began before the first value', () => {
    const told = new Told(MEMORY);
    told.manager.paused(undefined, told.nowMs);
    assert.deepEqual(told.memory('95x20').states, []);
  });

  it('begin anew after the machine was suspended', () => {
    const told = new Told(MEMORY).memory('95x3');
    told.manager.suspended(told.nowMs);
    assert.deepEqual(told.states, []);
    assert.deepEqual(told.memory('95x9').states, []);
  });

  it('fire at once for a crash, and are over at once', () => {
    const told = new Told(CRASH, MEMORY);
    const [change] = told.manager.event('crashed', T0, 'server crashed');
    assert.equal(change?.alert.message, 'server crashed');
    assert.equal(change.alert.severity, 'critical');
    assert.deepEqual(told.states, ['Crash resolved']);
    assert.deepEqual(told.manager.event('stalled', T0, ''), []);
  });

  it('begin anew where their rule has changed, and go on where it has not', () => {
    const told = new Told(MEMORY, { ...MEMORY, name: 'Same' }).memory('95x5');
    told.manager.setRules(rulesOf({ ...MEMORY, threshold: 50 }, { ...MEMORY, name: 'Same' }), told.nowMs);
    assert.deepEqual(told.states, ['Memory resolved', 'Same firing']);
    assert.deepEqual(told.memory('95').states, ['Memory resolved', 'Same firing', 'Memory pending']);
  });

  it('leave out rules that are off, or for other launch configurations', () => {
    const told = new Told(
      { ...MEMORY, enabled: false },
      { ...MEMORY, name: 'Theirs', configurations: ['other'] },
      { ...MEMORY, name: 'Ours', configurations: ['other', 'server'] },
    );
    assert.deepEqual(told.memory('95x9').states, ['Ours firing']);
  });

  it('are remembered up to a bound', () => {
    const told = new Told(CRASH);
    for (let i = 0; i < 500; i++) told.manager.event('crashed', T0 + i, 'again');
    const alerts = told.manager.alerts();
    assert.equal(alerts.length, 200);
    assert.equal(alerts.at(-1)?.startedAtMs, T0 + 499);
  });
});

import assert from 'node:assert/strict';
import type { ThresholdRule } from '../../../src/alerting/alertRule';
import type { RuleInput } from '../../../src/alerting/ruleClock';
import { INITIAL_STATE, stepRule, type RuleEffect, type RuleState } from '../../../src/alerting/ruleState';
import { T0 } from '../../support/rounds';
import { timed } from '../../support/seriesNotation';

const INTERVAL_MS = 1_000;

const RULE: ThresholdRule = {
  kind: 'threshold',
  name: 'Memory',
  metric: 'process.memory.usage',
  scope: 'tree',
  aggregate: 'last',
  operator: '>=',
  threshold: 90,
  exitThreshold: 80,
  windowMs: 60_000,
  forMs: 10_000,
  keepFiringForMs: 30_000,
  cooldownMs: 300_000,
  severity: 'warning',
  notify: 'toast',
  enabled: true,
};

/** A rule that is told series, second by second, from `T0`. */
class Told {
  private state: RuleState = INITIAL_STATE;
  private second = 0;
  readonly effects: string[] = [];

  constructor(private readonly rule: ThresholdRule = RULE) {}

  /** A value each second; where one is missing, a tick only. */
  values(notation: string): this {
    for (const { timeMs, value } of timed(notation, INTERVAL_MS, this.nowMs)) {
      if (value !== undefined) this.input({ kind: 'value', timeMs, value, intervalMs: INTERVAL_MS });
      this.input({ kind: 'tick', timeMs, intervalMs: INTERVAL_MS });
      this.second += 1;
    }
    return this;
  }

  happens(kind: 'paused' | 'continued' | 'suspended' | 'ended'): this {
    return this.input({ kind, timeMs: this.nowMs });
  }

  passes(seconds: number): this {
    this.second += seconds;
    return this;
  }

  get phase(): string {
    return this.state.phase.kind;
  }

  get mode(): string {
    return this.state.clock.mode;
  }

  private get nowMs(): number {
    return T0 + this.second * 1000;
  }

  private input(input: RuleInput): this {
    const { state, effect } = stepRule(this.rule, this.state, input);
    this.state = state;
    if (effect !== undefined) this.effects.push(`${this.second} ${effect}` satisfies `${number} ${RuleEffect}`);
    return this;
  }
}

describe('a rule about a threshold', () => {
  it('inactive, pending: the value reaches the enter threshold, and nobody hears of it', () => {
    assert.equal(new Told().values('89x3').phase, 'inactive');
    const told = new Told().values('10x3 90');
    assert.equal(told.phase, 'pending');
    assert.deepEqual(told.effects, []);
  });

  it('pending, inactive: the value falls below the exit threshold, without a trace', () => {
    const told = new Told().values('95x5 79');
    assert.equal(told.phase, 'inactive');
    assert.deepEqual(told.effects, []);
  });

  it('pending stays between the thresholds', () => {
    assert.equal(new Told().values('95x2 80x3').phase, 'pending');
  });

  it('pending, firing: when `for` is over, not a sample earlier', () => {
    assert.deepEqual(new Told().values('10x3 95x9').effects, []);
    assert.deepEqual(new Told().values('10x3 95x10').effects, ['14 fired']);
  });

  it('pending, firing: at once without a `for`', () => {
    assert.deepEqual(new Told({ ...RULE, forMs: 0 }).values('10 95').effects, ['1 fired']);
  });

  it('pending, firing: only with 80 % of the samples that are to be expected', () => {
    // Every other sample is missing: after 10 s there are 6 of 10, after 14 s 8.
    assert.deepEqual(new Told().values('95 _ 95 _ 95 _ 95 _ 95 _ 95').effects, []);
    assert.deepEqual(new Told().values('95 _ 95 _ 95 _ 95 _ 95 _ 95 _ 95 _ 95').effects, ['14 fired']);
    assert.deepEqual(new Told().values('95x4 _ 95x5').effects, ['10 fired']);
  });

  it('firing, recovering: below the exit threshold, nothing is to be seen', () => {
    const told = new Told().values('95x10 79');
    assert.equal(told.phase, 'recovering');
    assert.deepEqual(told.effects, ['10 fired']);
  });

  it('recovering, firing: back at the enter threshold, without a new notification', () => {
    const told = new Told().values('95x10 79x5 90');
    assert.equal(told.phase, 'firing');
    assert.deepEqual(told.effects, ['10 fired']);
  });

  it('recovering stays between the thresholds and is resolved there', () => {
    const told = new Told().values('95x10 79 85x28');
    assert.equal(told.phase, 'recovering');
    assert.equal(told.values('85').phase, 'resolved');
  });

  it('recovering, resolved: when `keepFiringFor` is over', () => {
    const told = new Told().values('95x10 10x29');
    assert.deepEqual(told.effects, ['10 fired']);
    assert.equal(told.phase, 'recovering');
    told.values('10');
    assert.deepEqual(told.effects, ['10 fired', '41 resolved']);
    assert.equal(told.phase, 'resolved');
  });

  it('begins anew after it was resolved', () => {
    const told = new Told().values('95x10 10x30 95x9');
    assert.equal(told.phase, 'pending');
    assert.deepEqual(told.values('95').effects, ['10 fired', '41 resolved', '52 fired']);
  });

  it('does not flap about the threshold', () => {
    const told = new Told().values('95x10');
    for (let i = 0; i < 20; i++) told.values('89 91');
    assert.equal(told.phase, 'firing');
    for (let i = 0; i < 20; i++) told.values('79 91');
    assert.deepEqual(told.effects, ['10 fired']);
  });

  describe('with a critical threshold', () => {
    const critical = { ...RULE, critical: 120 };

    it('warning, critical: after its own `for`, with one new notification', () => {
      const told = new Told(critical).values('95x10 125x9');
      assert.deepEqual(told.effects, ['10 fired']);
      told.values('125x40');
      assert.deepEqual(told.effects, ['10 fired', '21 escalated']);
    });

    it('fires once when both are reached together', () => {
      assert.deepEqual(new Told(critical).values('125x30').effects, ['10 fired']);
    });

    it('starts the `for` anew when the value leaves it', () => {
      assert.deepEqual(new Told(critical).values('95x10 125x8 100 125x9').effects, ['10 fired']);
    });
  });

  describe('without samples', () => {
    it('any, no data: after three intervals; the phase stays', () => {
      const told = new Told().values('95x4 _x3');
      assert.equal(told.mode, 'running');
      told.values('_');
      assert.equal(told.mode, 'noData');
      assert.equal(told.phase, 'pending');
      assert.equal(told.values('95').mode, 'running');
    });

    it('neither fires nor resolves by the mere passing of time', () => {
      assert.equal(new Told().values('95x4 _x60').phase, 'pending');
      assert.equal(new Told().values('95x10 10 _x60').phase, 'recovering');
      assert.deepEqual(new Told().values('95x4 _x60 95').effects, []);
    });
  });

  it('any, ended: frozen; a standing alert is over', () => {
    const told = new Told().values('95x10').happens('ended');
    assert.equal(told.phase, 'ended');
    assert.deepEqual(told.values('10x60 95x60').effects, ['10 fired', '11 ended']);
    assert.deepEqual(new Told().values('95x5').happens('ended').effects, []);
  });

  describe('while the debugger stops the process', () => {
    it('any, paused: all clocks are frozen, and 2 s after it do not count', () => {
      const told = new Told().values('95x5').happens('paused').passes(600).happens('continued');
      assert.equal(told.mode, 'grace');
      // 5 s were held before the stop. The 2 s of grace do not count, the 5 after it do.
      told.values('95x6');
      assert.deepEqual(told.effects, []);
      assert.deepEqual(told.values('95').effects, ['613 fired']);
    });

    it('judges no value, neither in the stop nor in the grace', () => {
      const told = new Told().values('95x5').happens('paused').values('10x30');
      assert.equal(told.phase, 'pending');
      assert.equal(told.happens('continued').values('10x1').phase, 'pending');
      assert.equal(told.values('10').phase, 'inactive');
    });

    it('does not resolve', () => {
      const told = new Told().values('95x10 10x20').happens('paused').values('10x60');
      assert.deepEqual(told.effects, ['10 fired']);
      assert.equal(told.phase, 'recovering');
    });

    it('is not without data', () => {
      assert.equal(new Told().values('95x5').happens('paused').values('_x60').mode, 'paused');
    });
  });

  describe('when the machine was suspended', () => {
    it('any, suspended: pending is reset, and 10 s after it do not count', () => {
      const told = new Told().values('95x8').passes(3_600).happens('suspended');
      assert.equal(told.phase, 'inactive');
      assert.equal(told.values('95x9').phase, 'inactive');
      assert.deepEqual(told.values('95x9').effects, []);
      assert.deepEqual(told.values('95').effects, ['3629 fired']);
    });

    it('leaves a standing alert, and counts nothing of the gap', () => {
      const told = new Told().values('95x10 10x20').passes(3_600).happens('suspended').values('10x9');
      assert.equal(told.phase, 'recovering');
      assert.deepEqual(told.values('10x8').effects, ['10 fired']);
      assert.equal(told.values('10x2').phase, 'resolved');
    });
  });

  it('watches a lower limit as well', () => {
    const lower = new Told({ ...RULE, operator: '<=', threshold: 10, exitThreshold: 11 });
    assert.deepEqual(lower.values('50x3 10x10').effects, ['14 fired']);
    assert.equal(lower.values('11').phase, 'firing');
    assert.equal(lower.values('12').phase, 'recovering');
  });
});

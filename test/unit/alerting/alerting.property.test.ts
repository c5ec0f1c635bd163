import assert from 'node:assert/strict';
import { AlertManager, type AlertChange } from '../../../src/alerting/alertManager';
import { completeRule } from '../../../src/alerting/completeRule';
import type { AlertRule } from '../../../src/alerting/alertRule';
import { noticeOf, Outbox } from '../../../src/alerting/outbox';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';
import { processKey, type ProcessKey } from '../../../src/shared/sample';
import { processInfo, T0 } from '../../support/rounds';
import { seededRandom } from '../../support/seededRandom';

const FOR_MS = 5_000;
/** Longer than the time between any two toasts, which would keep a shorter one by itself. */
const COOLDOWN_MS = 150_000;

const RULES: readonly AlertRuleSettings[] = [
  { name: 'Tree', metric: 'process.memory.usage', threshold: 90, critical: 140, for: '5 s', cooldown: '150 s' },
  { name: 'Each', metric: 'process.memory.usage', threshold: 90, scope: 'process', for: '5 s', cooldown: '150 s' },
  {
    name: 'Mean',
    metric: 'process.memory.usage',
    aggregate: 'mean',
    window: '4 s',
    threshold: 90,
    for: '5 s',
    cooldown: '150 s',
  },
];

const TARGETS: readonly (ProcessKey | undefined)[] = [
  undefined,
  processKey(processInfo(1)),
  processKey(processInfo(2, 1)),
];

/** Whatever may happen, at random but the same for the same seed: values, holes, pauses, sleeps, ends. */
class Storm {
  readonly fired: AlertChange[] = [];
  readonly toasts: { readonly timeMs: number; readonly keys: readonly string[] }[] = [];
  /** Time since the value last was below all exit thresholds, per target, as an observer sees it. */
  readonly brokenSinceMs = new Map<ProcessKey | undefined, number>();
  readonly tooEarly: string[] = [];
  private readonly outbox = new Outbox('storm');
  private readonly manager = new AlertManager({
    sessionId: 's',
    sessionName: 'storm',
    rules: RULES.map(complete),
    nameOf: String,
  });
  private readonly random: () => number;
  private timeMs = T0;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  run(steps: number): this {
    for (let i = 0; i < steps; i++) this.step();
    return this;
  }

  private step(): void {
    this.timeMs += this.chance(0.05) ? 4_000 * this.random() : 1_000;
    const target = TARGETS[Math.floor(this.random() * TARGETS.length)];
    if (this.chance(0.01)) this.manager.paused(target, this.timeMs);
    if (this.chance(0.03)) this.manager.continued(target, this.timeMs);
    if (this.chance(0.003)) {
      this.timeMs += 1e6 * this.random();
      this.note(this.manager.suspended(this.timeMs));
    }
    if (this.chance(0.005)) this.note(this.manager.ended(target, this.timeMs));
    for (const one of TARGETS) if (!this.chance(0.1)) this.value(one);
    this.note(this.manager.tick(this.timeMs, 1_000));
    for (const { keys } of this.outbox.take(this.timeMs, () => true)) this.toasts.push({ timeMs: this.timeMs, keys });
  }

  /** Long stretches of calm, of trouble and of flapping. */
  private value(target: ProcessKey | undefined): void {
    const weather = Math.floor((this.timeMs - T0) / 40_000) % 3;
    const value = [50, 120, this.chance(0.5) ? 60 : 150][weather] ?? 0;
    if (value < 81) this.brokenSinceMs.delete(target);
    else if (!this.brokenSinceMs.has(target)) this.brokenSinceMs.set(target, this.timeMs);
    this.note(this.manager.value('process.memory.usage', target, this.timeMs, value, 1_000));
  }

  private note(changes: readonly AlertChange[]): void {
    for (const { effect, key, cooldownMs, alert } of changes) {
      if (effect !== 'fired' && effect !== 'escalated') continue;
      this.fired.push({ effect, key, cooldownMs, alert });
      this.outbox.add(noticeOf(alert, key, cooldownMs), this.timeMs);
      if (alert.name === 'Mean' || effect !== 'fired') continue;
      const sinceMs = this.brokenSinceMs.get(alert.process) ?? Infinity;
      if (this.timeMs - sinceMs < FOR_MS) this.tooEarly.push(`${key} at ${this.timeMs - T0}`);
    }
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }
}

function complete(settings: AlertRuleSettings): AlertRule {
  const completed = completeRule(settings, {});
  assert.ok(completed.ok);
  return completed.rule;
}

describe('whatever happens', () => {
  const storms = Array.from({ length: 40 }, (_, seed) => new Storm(seed + 1).run(2_000));

  it('enough of it happens for this test to mean something', () => {
    const fired = storms.flatMap((storm) => storm.fired);
    assert.ok(fired.length > 1_000, `${fired.length}`);
    assert.ok(fired.some(({ effect }) => effect === 'escalated'));
    assert.ok(storms.flatMap((storm) => storm.toasts).length > 500);
  });

  it('no key is told twice within its cooldown', () => {
    for (const { toasts } of storms) {
      const last = new Map<string, number>();
      for (const { timeMs, keys } of toasts) {
        for (const key of keys) {
          assert.ok(timeMs - (last.get(key) ?? -Infinity) >= COOLDOWN_MS, `${key} after ${timeMs - T0} ms`);
          last.set(key, timeMs);
        }
      }
    }
  });

  it('no more than one toast in a minute', () => {
    for (const { toasts } of storms) {
      for (const [i, { timeMs }] of toasts.entries()) {
        const before = toasts[i - 1]?.timeMs ?? -Infinity;
        assert.ok(timeMs - before >= 60_000);
      }
    }
  });

  it('no alert fires before its `for` is over', () => {
    for (const { tooEarly } of storms) assert.deepEqual(tooEarly, []);
  });
});

import assert from 'node:assert/strict';
import { decodeRules } from '../../../src/alerting/decodeRules';
import type { LearntBaselines } from '../../../src/detection/anomalies';
import type { Alerting, Baselines } from '../../../src/monitoring/alerting';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import type { SessionInput } from '../../../src/monitoring/sessionInput';
import type { MetricName } from '../../../src/shared/metrics';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';
import type { ProcessInfo } from '../../../src/shared/sample';
import type { Session } from '../../../src/shared/state';
import { gaussianNoise } from '../../support/gaussianNoise';
import { processInfo, roundOf, sampleOf, T0 } from '../../support/rounds';

const MB = 1e6;
const MEMORY: AlertRuleSettings = { name: 'Memory', metric: 'process.memory.usage', threshold: '500 MB' };
const EACH: AlertRuleSettings = { name: 'Each', metric: 'process.memory.usage', threshold: '500 MB', scope: 'process' };
const CRASH: AlertRuleSettings = { name: 'Crash', event: 'crashed', severity: 'critical' };

const api = processInfo(812, 1, T0);
const worker = processInfo(813, 812, T0);

function alertingWith(rules: readonly AlertRuleSettings[], notify: Alerting['anomalies']['notify'] = 'off'): Alerting {
  return { rules: decodeRules(rules, [], {}).rules, anomalies: { notify, detector: 'envelope' } };
}

/** A hub with the session `s`, sampled and ticked each second. */
class Told {
  readonly hub: MonitorHub;
  readonly toasts: string[] = [];
  second = 0;

  constructor(alerting: Alerting, baselines?: Baselines) {
    this.hub = new MonitorHub({}, baselines);
    this.hub.setAlerting(() => alerting, T0);
    this.hub.onUpdate(({ toasts }) => {
      for (const { text } of toasts) this.toasts.push(`${this.second}: ${text}`);
    });
    this.hub.begin({ id: 's', name: 'api', type: 'pwa-node', startedAtMs: T0 });
    for (const process of [api, worker])
      this.input({ kind: 'target', timeMs: T0, process, debuggee: String(process.pid) });
  }

  /** Rounds in which the processes use so much memory, or only ticks where there are none. */
  passes(seconds: number, ...bytes: readonly (number | (() => number))[]): this {
    for (let i = 0; i < seconds; i++) {
      this.second += 1;
      const values = bytes.map((value) => (typeof value === 'number' ? value : value()));
      if (values.length > 0) this.input(this.round(values));
      this.hub.tick(this.nowMs, this.nowMs);
    }
    return this;
  }

  input(input: SessionInput): this {
    this.hub.ingest('s', input);
    return this;
  }

  get nowMs(): number {
    return T0 + this.second * 1000;
  }

  get session(): Session {
    const session = this.hub.monitor('s')?.session();
    assert.ok(session);
    return session;
  }

  events(...kinds: readonly string[]): readonly string[] {
    return this.session.events.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
  }

  private round(bytes: readonly number[]): SessionInput {
    const samples = [api, worker].flatMap((process: ProcessInfo, i) => {
      const value = bytes[i];
      const metric: MetricName = 'process.memory.usage';
      return value === undefined ? [] : [sampleOf(process, this.nowMs, { [metric]: value })];
    });
    return roundOf(this.nowMs, ...samples);
  }
}

describe('what a person is told of a session', () => {
  it('is an alert about the total, with health, event and one toast', () => {
    const told = new Told(alertingWith([MEMORY])).passes(5, 100 * MB, 100 * MB);
    assert.equal(told.session.health, 'ok');
    told.passes(11, 300 * MB, 300 * MB);
    assert.equal(told.session.health, 'warning');
    assert.deepEqual(
      told.session.alerts.map(({ name, state }) => `${name} ${state}`),
      ['Memory firing'],
    );
    told.passes(300, 300 * MB, 300 * MB);
    assert.deepEqual(told.toasts, ['19: api: memory 600 MB, limit 500 MB, for 10 s']);
    told.passes(31, 100 * MB, 100 * MB);
    assert.equal(told.session.health, 'ok');
    assert.deepEqual(told.events('alertFired', 'alertResolved'), [
      'api: memory 600 MB, limit 500 MB, for 10 s',
      'Memory is resolved',
    ]);
  });

  it('names the process, and says it of the parent only', () => {
    const told = new Told(alertingWith([EACH])).passes(12, 600 * MB, 100 * MB);
    const both = new Told(alertingWith([EACH])).passes(30, 600 * MB, 700 * MB);
    told.passes(30, 600 * MB, 100 * MB);
    assert.deepEqual(told.toasts, ['14: program-812 (pid 812): memory 600 MB, limit 500 MB, for 10 s']);
    assert.deepEqual(both.toasts, told.toasts);
    assert.equal(both.session.alerts.length, 2);
  });

  it('is nothing of a toast where the rule does not want one', () => {
    const told = new Told(alertingWith([{ ...MEMORY, notify: 'statusBar' }])).passes(60, 300 * MB, 300 * MB);
    assert.deepEqual(told.toasts, []);
    assert.equal(told.session.health, 'warning');
    const record = new Told(alertingWith([{ ...MEMORY, notify: 'off' }])).passes(60, 300 * MB, 300 * MB);
    assert.equal(record.session.health, 'ok');
    assert.equal(record.session.alerts.length, 1);
  });

  it('is a crash, at once and even after another toast', () => {
    const told = new Told(alertingWith([MEMORY, CRASH])).passes(20, 300 * MB, 300 * MB);
    assert.equal(told.toasts.length, 1);
    told.input({ kind: 'exited', timeMs: told.nowMs, signal: 'SIGSEGV' });
    told.input({ kind: 'ended', timeMs: told.nowMs, requested: false });
    assert.equal(told.toasts.at(-1), '20: api crashed: ended by signal SIGSEGV');
    assert.equal(told.session.health, 'crashed');
    assert.ok(told.session.alerts.every(({ state }) => state === 'resolved'));
  });

  it('is a crash once, when its status is told after the end', () => {
    const told = new Told(alertingWith([CRASH])).passes(3, 1, 1);
    told.input({ kind: 'ended', timeMs: told.nowMs, requested: false });
    assert.deepEqual(told.toasts, []);
    for (let i = 0; i < 2; i++) told.input({ kind: 'exited', timeMs: told.nowMs, exitCode: 3 });
    assert.deepEqual(told.toasts, ['3: api crashed: exited with code 3']);
  });

  it('is nothing that a stop in the debugger made', () => {
    const told = new Told(alertingWith([MEMORY])).passes(5, 300 * MB, 300 * MB);
    for (const debuggee of ['812', '813']) {
      told.input({ kind: 'paused', timeMs: told.nowMs, debuggee, reason: 'breakpoint' });
    }
    told.passes(120, 300 * MB, 300 * MB);
    assert.equal(told.session.health, 'paused');
    for (const debuggee of ['812', '813']) told.input({ kind: 'continued', timeMs: told.nowMs, debuggee });
    told.passes(60, 100 * MB, 100 * MB);
    assert.deepEqual(told.toasts, []);
    assert.deepEqual(told.events('alertFired', 'stalled'), []);
  });

  it('goes on for the tree while one of two programs is held', () => {
    const told = new Told(alertingWith([MEMORY, EACH])).passes(2, 600 * MB, 600 * MB);
    told.input({ kind: 'paused', timeMs: told.nowMs, debuggee: '812', reason: '' }).passes(15, 600 * MB, 600 * MB);
    assert.deepEqual(
      told.session.alerts.map(({ name, state, process }) => `${name} ${process?.split('@')[0] ?? 'tree'} ${state}`),
      ['Each 812 pending', 'Each 813 firing', 'Memory tree firing'],
    );
  });

  it('is nothing that a sleep of the machine made', () => {
    const told = new Told(alertingWith([MEMORY])).passes(8, 300 * MB, 300 * MB);
    told.second += 3_600;
    told.passes(9, 300 * MB, 300 * MB);
    assert.deepEqual(told.session.alerts, []);
    assert.equal(told.events('suspended').length, 1);
    assert.deepEqual(told.toasts, []);
  });

  it('is that sampling has stalled, after 30 s, and not for a program that is held', () => {
    const told = new Told(alertingWith([{ name: 'Stall', event: 'stalled' }])).passes(5, 1, 1).passes(30);
    assert.equal(told.session.health, 'ok');
    told.passes(10);
    assert.equal(told.session.health, 'unknown');
    assert.deepEqual(told.events('stalled'), ['Sampling stalled: no values for 31 s']);
    assert.deepEqual(told.toasts, ['36: api: sampling stalled: no values for 31 s']);
    told.passes(2, 1, 1);
    assert.equal(told.session.health, 'ok');
  });

  it('is nothing of what ended with its process', () => {
    const told = new Told(alertingWith([EACH])).passes(11, 100 * MB, 600 * MB).passes(30, 100 * MB);
    assert.deepEqual(told.toasts, []);
    assert.deepEqual(
      told.session.alerts.map(({ state }) => state),
      ['resolved'],
    );
  });

  it('is nothing that a busy machine did to the program', () => {
    const rule = { name: 'Slow', metric: 'nodejs.eventloop.delay.p99', scope: 'process', threshold: '100 ms' } as const;
    const told = (waitCores: number): readonly string[] => {
      const one = new Told(alertingWith([rule]));
      for (let second = 1; second <= 30; second++) {
        one.second = second;
        const values = {
          'process.cpu.time': 0.5 * second,
          'process.cpu.wait_time': waitCores * second,
          'nodejs.eventloop.delay.p99': 0.4,
        };
        one.input(roundOf(one.nowMs, sampleOf(api, one.nowMs, values)));
        one.hub.tick(one.nowMs, one.nowMs);
      }
      return one.toasts;
    };
    assert.deepEqual(told(0.5), []);
    assert.equal(told(0.06).length, 1);
  });

  it('is nothing while it is muted', () => {
    const told = new Told(alertingWith([MEMORY, CRASH]));
    told.hub.monitor('s')?.alerts.snooze(Infinity);
    told.passes(60, 300 * MB, 300 * MB).input({ kind: 'exited', timeMs: told.nowMs, exitCode: 1 });
    told.input({ kind: 'ended', timeMs: told.nowMs, requested: false });
    assert.deepEqual(told.toasts, []);
  });

  it('is what the rules of its own workspace folder say', () => {
    const told = new Told(alertingWith([MEMORY]));
    told.hub.begin({ id: 'b', name: 'web', type: 'x', startedAtMs: T0, workspaceFolder: 'file:///strict' });
    const strict = alertingWith([{ ...MEMORY, threshold: '50 MB' }]);
    told.hub.setAlerting(
      ({ workspaceFolder }) => (workspaceFolder === 'file:///strict' ? strict : alertingWith([MEMORY])),
      T0,
    );
    told.hub.begin({ id: 'c', name: 'later', type: 'x', startedAtMs: T0, workspaceFolder: 'file:///strict' });
    const values = { 'process.memory.usage': 100 * MB };
    for (const id of ['s', 'b', 'c']) {
      for (let second = 1; second <= 12; second++) {
        const timeMs = T0 + second * 1000;
        told.hub.ingest(id, { ...roundOf(timeMs, sampleOf(api, timeMs, values)), sessionId: id });
      }
    }
    const firing = told.hub.sessions().filter(({ alerts }) => alerts.some(({ state }) => state === 'firing'));
    assert.deepEqual(
      firing.map(({ id }) => id),
      ['b', 'c'],
    );
  });

  it('follows rules that are changed while it runs', () => {
    const told = new Told(alertingWith([MEMORY])).passes(20, 100 * MB, 100 * MB);
    told.hub.setAlerting(() => alertingWith([{ ...MEMORY, threshold: '150 MB' }]), told.nowMs);
    told.passes(20, 100 * MB, 100 * MB);
    assert.deepEqual(told.toasts, ['34: api: memory 200 MB, limit 150 MB, for 10 s']);
  });
});

describe('anomalies of a session', () => {
  const noise = gaussianNoise(1);
  const around = (level: number) => (): number => (level + noise()) * MB;

  it('are learnt first, then marked, and told when they last', () => {
    const told = new Told(alertingWith([], 'toast')).passes(60, around(100), 1);
    assert.equal(told.session.learningMs, 40_000);
    told.passes(140, around(100), 1);
    assert.equal(told.session.learningMs, undefined);
    told.passes(30, around(300), 1);
    assert.match(told.events('anomaly')[0] ?? '', /^api: memory 30\d MB, usually (99|100)/);
    assert.equal(told.toasts.length, 1);
    assert.match(told.toasts[0] ?? '', /^214: api: memory 30\d MB, usually /);
  });

  it('are only marked, or not looked for, where the setting says so', () => {
    const marked = new Told(alertingWith([], 'mark')).passes(200, around(100), 1).passes(30, around(300), 1);
    assert.ok(marked.events('anomaly').length > 0);
    const off = new Told(alertingWith([], 'off')).passes(200, around(100), 1).passes(30, around(300), 1);
    assert.deepEqual(off.events('anomaly'), []);
    assert.equal(off.session.learningMs, undefined);
    assert.deepEqual([...marked.toasts, ...off.toasts], []);
  });

  it('are not told where an alert says the same', () => {
    const told = new Told(alertingWith([{ ...MEMORY, threshold: '250 MB', for: '12 s' }], 'toast'));
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
    const first = new Told(alertingWith([], 'toast'), baselines).passes(200, around(100), 1);
    first.input({ kind: 'ended', timeMs: first.nowMs, requested: true });
    const second = new Told(alertingWith([], 'toast'), baselines).passes(5, around(100), 1);
    assert.equal(second.session.learningMs, undefined);
    assert.equal(second.passes(30, around(300), 1).toasts.length, 1);
  });

  it('are not found in what follows a stop in the debugger at once', () => {
    const told = new Told(alertingWith([], 'toast')).passes(200, around(100), 1);
    for (const debuggee of ['812', '813']) told.input({ kind: 'paused', timeMs: told.nowMs, debuggee, reason: '' });
    told.passes(5, around(900), 1);
    for (const debuggee of ['812', '813']) told.input({ kind: 'continued', timeMs: told.nowMs, debuggee });
    told.passes(1, around(900), 1).passes(60, around(100), 1);
    assert.deepEqual(told.events('anomaly'), []);
  });
});

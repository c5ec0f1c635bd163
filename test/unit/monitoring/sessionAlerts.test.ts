import assert from 'node:assert/strict';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';
import type { MetricName } from '../../../src/shared/metrics';
import { attributesOf } from '../../../src/shared/sample';
import { roundOf, sampleOf, T0 } from '../../support/rounds';
import { alertingWith, PROCESSES, ToldSession } from '../../support/toldSession';

const MB = 1e6;
const MEMORY: AlertRuleSettings = { name: 'Memory', metric: 'process.memory.usage', threshold: '500 MB' };
const EACH: AlertRuleSettings = { name: 'Each', metric: 'process.memory.usage', threshold: '500 MB', scope: 'process' };
const CRASH: AlertRuleSettings = { name: 'Crash', event: 'crashed', severity: 'critical' };

const [api] = PROCESSES;

describe('what a person is told of a session', () => {
  it('is an alert about the total, with health, event and one toast', () => {
    const told = new ToldSession(alertingWith([MEMORY])).passes(5, 100 * MB, 100 * MB);
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
    const told = new ToldSession(alertingWith([EACH])).passes(12, 600 * MB, 100 * MB);
    const both = new ToldSession(alertingWith([EACH])).passes(30, 600 * MB, 700 * MB);
    told.passes(30, 600 * MB, 100 * MB);
    assert.deepEqual(told.toasts, ['14: program-812 (pid 812): memory 600 MB, limit 500 MB, for 10 s']);
    assert.deepEqual(both.toasts, told.toasts);
    assert.equal(both.session.alerts.length, 2);
  });

  it('is nothing of a toast where the rule does not want one', () => {
    const told = new ToldSession(alertingWith([{ ...MEMORY, notify: 'statusBar' }])).passes(60, 300 * MB, 300 * MB);
    assert.deepEqual(told.toasts, []);
    assert.equal(told.session.health, 'warning');
    const record = new ToldSession(alertingWith([{ ...MEMORY, notify: 'off' }])).passes(60, 300 * MB, 300 * MB);
    assert.equal(record.session.health, 'ok');
    assert.equal(record.session.alerts.length, 1);
  });

  it('is a crash, at once and even after another toast', () => {
    const told = new ToldSession(alertingWith([MEMORY, CRASH])).passes(20, 300 * MB, 300 * MB);
    assert.equal(told.toasts.length, 1);
    told.input({ kind: 'exited', timeMs: told.nowMs, signal: 'SIGSEGV' });
    told.input({ kind: 'ended', timeMs: told.nowMs, requested: false });
    assert.equal(told.toasts.at(-1), '20: api crashed: ended by signal SIGSEGV');
    assert.equal(told.session.health, 'crashed');
    assert.ok(told.session.alerts.every(({ state }) => state === 'resolved'));
  });

  it('is a crash once, when its status is told after the end', () => {
    const told = new ToldSession(alertingWith([CRASH])).passes(3, 1, 1);
    told.input({ kind: 'ended', timeMs: told.nowMs, requested: false });
    assert.deepEqual(told.toasts, []);
    for (let i = 0; i < 2; i++) told.input({ kind: 'exited', timeMs: told.nowMs, exitCode: 3 });
    assert.deepEqual(told.toasts, ['3: api crashed: exited with code 3']);
  });

  it('is nothing that a stop in the debugger made', () => {
    const told = new ToldSession(alertingWith([MEMORY])).passes(5, 300 * MB, 300 * MB);
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
    const told = new ToldSession(alertingWith([MEMORY, EACH])).passes(2, 600 * MB, 600 * MB);
    told.input({ kind: 'paused', timeMs: told.nowMs, debuggee: '812', reason: '' }).passes(15, 600 * MB, 600 * MB);
    assert.deepEqual(
      told.session.alerts.map(({ name, state, process }) => `${name} ${process?.split('@')[0] ?? 'tree'} ${state}`),
      ['Each 812 pending', 'Each 813 firing', 'Memory tree firing'],
    );
  });

  it('is nothing that a sleep of the machine made', () => {
    const told = new ToldSession(alertingWith([MEMORY])).passes(8, 300 * MB, 300 * MB);
    told.second += 3_600;
    told.passes(9, 300 * MB, 300 * MB);
    assert.deepEqual(told.session.alerts, []);
    assert.equal(told.events('suspended').length, 1);
    assert.deepEqual(told.toasts, []);
  });

  it('is that sampling has stalled, after 30 s, and not for a program that is held', () => {
    const told = new ToldSession(alertingWith([{ name: 'Stall', event: 'stalled' }])).passes(5, 1, 1).passes(30);
    assert.equal(told.session.health, 'ok');
    told.passes(10);
    assert.equal(told.session.health, 'unknown');
    assert.deepEqual(told.events('stalled'), ['Sampling stalled: no values for 31 s']);
    assert.deepEqual(told.toasts, ['36: api: sampling stalled: no values for 31 s']);
    told.passes(2, 1, 1);
    assert.equal(told.session.health, 'ok');
  });

  it('is nothing of what ended with its process', () => {
    const told = new ToldSession(alertingWith([EACH])).passes(11, 100 * MB, 600 * MB).passes(30, 100 * MB);
    assert.deepEqual(told.toasts, []);
    assert.deepEqual(
      told.session.alerts.map(({ state }) => state),
      ['resolved'],
    );
  });

  const late: readonly {
    readonly metric: MetricName;
    readonly threshold: string;
    readonly valueAt: (second: number) => number;
  }[] = [
    { metric: 'nodejs.eventloop.delay.p99', threshold: '100 ms', valueAt: () => 0.4 },
    { metric: 'v8js.gc.duration', threshold: '20 %', valueAt: (second) => 0.4 * second },
  ];
  for (const { metric, threshold, valueAt } of late) {
    it(`is nothing that a busy machine did to the program: ${metric}`, () => {
      const told = (waitCores: number): readonly string[] => {
        const one = new ToldSession(alertingWith([{ name: 'Late', metric, scope: 'process', threshold }]));
        for (let second = 1; second <= 30; second++) {
          one.second = second;
          const values = {
            'process.cpu.time': 0.5 * second,
            'process.cpu.wait_time': waitCores * second,
            [metric]: valueAt(second),
          };
          one.input(roundOf(one.nowMs, sampleOf(api, one.nowMs, values)));
          one.hub.tick(one.nowMs, one.nowMs);
        }
        return one.toasts;
      };
      assert.deepEqual(told(0.5), []);
      assert.equal(told(0.06).length, 1);
    });
  }

  it('is nothing while it is muted', () => {
    const told = new ToldSession(alertingWith([MEMORY, CRASH]));
    told.hub.monitor('s')?.alerts.snooze(Infinity);
    told.passes(60, 300 * MB, 300 * MB).input({ kind: 'exited', timeMs: told.nowMs, exitCode: 1 });
    told.input({ kind: 'ended', timeMs: told.nowMs, requested: false });
    assert.deepEqual(told.toasts, []);
  });

  it('is what the rules of its own workspace folder say', () => {
    const told = new ToldSession(alertingWith([MEMORY]));
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
    const told = new ToldSession(alertingWith([MEMORY])).passes(20, 100 * MB, 100 * MB);
    told.hub.setAlerting(() => alertingWith([{ ...MEMORY, threshold: '150 MB' }]), told.nowMs);
    told.passes(20, 100 * MB, 100 * MB);
    assert.deepEqual(told.toasts, ['34: api: memory 200 MB, limit 150 MB, for 10 s']);
  });

  describe('about what the program itself tells', () => {
    const DEPTH: AlertRuleSettings = {
      name: 'Depth',
      metric: 'app.value',
      attributes: { name: 'queue_depth' },
      threshold: 10,
    };

    /** Rounds in which the program tells so much of each of its series, a counter what it has come to. */
    function tells(told: ToldSession, seconds: number, readings: readonly (readonly [MetricName, object, number])[]) {
      for (let i = 0; i < seconds; i++) {
        told.second += 1;
        const own = readings.map(([metric, attributes, value]) => ({
          metric,
          attributes: attributesOf({ ...attributes }),
          value: metric === 'app.count' ? value * told.second : value,
        }));
        told.input(roundOf(told.nowMs, { process: api, timeMs: told.nowMs, readings: own }));
        told.hub.tick(told.nowMs, told.nowMs);
      }
      return told;
    }

    const named = (told: ToldSession): readonly string[] =>
      told.session.alerts.map(({ name, state, attributes = '' }) => `${name} ${state} ${attributes}`);

    it('is an alert of each series of that name, and of no other one', () => {
      const told = tells(new ToldSession(alertingWith([DEPTH])), 30, [
        ['app.value', { name: 'queue_depth', kind: 'book' }, 42],
        ['app.value', { name: 'queue_depth', kind: 'toy' }, 3],
        ['app.value', { name: 'temperature' }, 42],
        ['app.count', { name: 'queue_depth' }, 42],
      ]);
      assert.deepEqual(named(told), ['Depth firing kind="book",name="queue_depth"']);
      assert.deepEqual(told.toasts, ['14: api: queue_depth kind=book 42, limit 10, for 10 s']);
      assert.equal(told.session.health, 'warning');
    });

    it('is over once that series is back, whatever the others do', () => {
      const both = (book: number, toy: number) =>
        [
          ['app.value', { name: 'queue_depth', kind: 'book' }, book],
          ['app.value', { name: 'queue_depth', kind: 'toy' }, toy],
        ] as const;
      const told = tells(new ToldSession(alertingWith([DEPTH])), 15, both(42, 43));
      assert.equal(new Set(told.session.alerts.map(({ id }) => id)).size, 2);
      tells(told, 31, both(3, 43));
      assert.deepEqual(named(told), [
        'Depth resolved kind="book",name="queue_depth"',
        'Depth firing kind="toy",name="queue_depth"',
      ]);
    });

    it('is about one series where the rule has all of its attributes, of a counter about its rate', () => {
      const rule = { ...DEPTH, metric: 'app.count', attributes: { name: 'orders_total', kind: 'book' } };
      const told = tells(new ToldSession(alertingWith([rule])), 20, [
        ['app.count', { name: 'orders_total', kind: 'book' }, 25],
        ['app.count', { name: 'orders_total', kind: 'toy' }, 25],
      ]);
      assert.deepEqual(named(told), ['Depth firing kind="book",name="orders_total"']);
      assert.match(told.toasts[0] ?? '', /: api: orders_total kind=book 25 \/s, limit 10 \/s, for 10 s$/);
    });

    it('leaves the sum of a metric with parts to rules without attributes', () => {
      const user = { name: 'User', metric: 'process.cpu.time', attributes: { 'cpu.mode': 'user' }, threshold: 0.5 };
      const told = new ToldSession(alertingWith([user, { name: 'All', metric: 'process.cpu.time', threshold: 5 }]));
      for (let i = 0; i < 20; i++) {
        told.second += 1;
        const values = { 'process.cpu.time': told.second, 'process.cpu.time{cpu.mode=user}': told.second * 0.9 };
        told.input(roundOf(told.nowMs, sampleOf(api, told.nowMs, values)));
      }
      assert.deepEqual(named(told), ['User firing cpu.mode="user"']);
      assert.match(told.session.alerts[0]?.message ?? '', /^api: CPU cpu\.mode=user 90 %, limit 50 %/);
    });
  });
});

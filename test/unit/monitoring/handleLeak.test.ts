import assert from 'node:assert/strict';
import { defaultRules } from '../../../src/alerting/defaultRules';
import { alertingWith, PROCESSES, ToldSession } from '../../support/toldSession';
import { roundOf, sampleOf } from '../../support/rounds';

/** A session judged by the default rules, of a Node program that has so many timers open after so many seconds. */
function withTimers(countAt: (second: number) => number, seconds: number): ToldSession {
  const told = new ToldSession(alertingWith(defaultRules()));
  for (let second = 1; second <= seconds; second++) {
    told.second = second;
    // The agent counts every fifth second.
    const count = countAt(second - (second % 5));
    const values = { 'v8js.resource.active': count, 'v8js.resource.active{v8js.resource.type=Timeout}': count };
    told.input(roundOf(told.nowMs, sampleOf(PROCESSES[0], told.nowMs, values)));
    told.hub.tick(told.nowMs, told.nowMs);
  }
  return told;
}

const alertsOf = (told: ToldSession): readonly string[] =>
  told.session.alerts.filter(({ state }) => state === 'firing').map(({ name }) => name);

describe('handles that a program leaks', () => {
  it('are an alert by default, which says what grows and how fast', () => {
    const told = withTimers((second) => 10 + second, 180);
    assert.deepEqual(alertsOf(told), ['Handle growth']);
    const [alert] = told.session.alerts;
    assert.match(alert?.message ?? '', /^api: active resources grow by 60 a minute for /);
    assert.deepEqual(told.toasts.length, 1);
  });

  it('are none where their number only goes up and down, or stays', () => {
    assert.deepEqual(alertsOf(withTimers((second) => 10 + (second % 60), 180)), []);
    assert.deepEqual(alertsOf(withTimers(() => 500, 180)), []);
  });
});

import assert from 'node:assert/strict';
import { alertsAnswer, metricsAnswer, sessionsAnswer } from '../../../../src/exporting/text/toolAnswers';
import type { Alert } from '../../../../src/shared/state';
import { exportedRun } from '../../../support/exportedRun';
import { PROCESS } from '../../../support/exportedSessions';
import { SESSION } from '../../../support/recordedRun';
import { T0 } from '../../../support/rounds';

const ALL = { fromMs: -Infinity, toMs: Infinity };

describe('what a language model is told', () => {
  it('of sessions: each in a line, or what to do where there is none', () => {
    assert.equal(
      sessionsAnswer([SESSION], T0 + 61_000),
      '- server (id s): running, health ok, for 1 min 01 s, processes: node 7',
    );
    assert.match(sessionsAnswer([], 0), /Start a program/);
  });

  it('of metrics: figures with units, over the span that is asked for', () => {
    const { store } = exportedRun(10);
    const answer = metricsAnswer(SESSION, store, { ...ALL, metrics: ['process.cpu.time'] });
    assert.equal(
      answer,
      'server, the whole process tree. CPU is in % of one core.\n' +
        '- CPU (process.cpu.time): now 25 %, mean 25 %, median 25 %, p95 25 %, min 25 %, max 25 %, 9 values',
    );
    const span = { fromMs: T0 + 3_000, toMs: T0 + 4_000 };
    assert.match(
      metricsAnswer(SESSION, store, { ...span, process: PROCESS }),
      /^server, node \(pid 7\).*\n- Memory .* 1 values$/,
    );
    assert.match(metricsAnswer(SESSION, store, { fromMs: 0, toMs: 1 }), /no values/);
  });

  it('of alerts: those that stand first, with how long ago', () => {
    const alert: Alert = {
      id: '1',
      name: 'CPU pegged',
      severity: 'warning',
      state: 'firing',
      notify: 'toast',
      startedAtMs: T0,
      message: 'node (pid 7): CPU 95 %, limit 90 %, for 30 s',
    };
    const over = { ...alert, name: 'Memory', state: 'resolved', endedAtMs: T0 + 5_000 } as const;
    assert.equal(
      alertsAnswer({ ...SESSION, alerts: [alert, over] }, T0 + 60_000),
      'server, health ok\n' +
        '- firing warning "CPU pegged": node (pid 7): CPU 95 %, limit 90 %, for 30 s (began 1 min 00 s ago)\n' +
        '- resolved warning "Memory": node (pid 7): CPU 95 %, limit 90 %, for 30 s (began 1 min 00 s ago, over 55 s ago)',
    );
    assert.equal(alertsAnswer(SESSION, 0), 'server: no alerts. Health: ok.');
  });
});

import assert from 'node:assert/strict';
import { processKey } from '../../../src/shared/sample';
import type { Alert } from '../../../src/shared/state';
import { chartAlerts, NO_ALERTS } from '../../../webview/chartAlerts';
import { sessionWith, VIEW } from './builders';

const process = processKey({ pid: 7, startTimeMs: 7 });

function alertWith(part: Partial<Alert> = {}): Alert {
  return {
    id: 'a',
    name: 'Memory',
    severity: 'warning',
    state: 'firing',
    notify: 'toast',
    metric: 'process.memory.usage',
    aggregate: 'last',
    value: 12,
    threshold: 10,
    startedAtMs: 1000,
    firedAtMs: 2000,
    message: '',
    ...part,
  };
}

describe('the alerts in a chart', () => {
  it('are a span from the first value beyond the limit, and the limit while it counts', () => {
    assert.deepEqual(chartAlerts('memory', sessionWith({ alerts: [alertWith()] }), VIEW), {
      spans: [{ fromMs: 1000, severity: 'warning' }],
      thresholds: [10],
    });
  });

  it('are a span alone once they are over, and a limit alone while they are pending', () => {
    const over = alertWith({ state: 'resolved', endedAtMs: 5000 });
    const pending = { ...alertWith({ state: 'pending', threshold: 20 }) };
    delete (pending as { firedAtMs?: number }).firedAtMs;
    assert.deepEqual(chartAlerts('memory', sessionWith({ alerts: [over, pending] }), VIEW), {
      spans: [{ fromMs: 1000, toMs: 5000, severity: 'warning' }],
      thresholds: [20],
    });
  });

  it('are those of the metrics that the chart draws', () => {
    assert.equal(chartAlerts('cpu', sessionWith({ alerts: [alertWith()] }), VIEW), NO_ALERTS);
  });

  it('have no limit where the rule judges growth', () => {
    const { spans, thresholds } = chartAlerts(
      'memory',
      sessionWith({ alerts: [alertWith({ aggregate: 'slope' })] }),
      VIEW,
    );
    assert.deepEqual([spans.length, thresholds], [1, []]);
  });

  it("show a process's alert with the total as a span, its limit with the process only", () => {
    const session = sessionWith({ alerts: [alertWith({ process })] });
    assert.deepEqual(chartAlerts('memory', session, VIEW).thresholds, []);
    assert.equal(chartAlerts('memory', session, VIEW).spans.length, 1);
    assert.deepEqual(chartAlerts('memory', session, { ...VIEW, process }).thresholds, [10]);
    assert.equal(chartAlerts('memory', sessionWith({ alerts: [alertWith()] }), { ...VIEW, process }), NO_ALERTS);
  });

  it('are none without a session', () => {
    assert.equal(chartAlerts('memory', undefined, VIEW), NO_ALERTS);
  });
});

import assert from 'node:assert/strict';
import { attributesOf, processKey } from '../../../src/shared/sample';
import type { Alert } from '../../../src/shared/state';
import { chartAlerts, NO_ALERTS } from '../../../webview/chartAlerts';
import { processWith, sessionWith, VIEW } from './builders';

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
      limits: [],
    });
  });

  it('are a span alone once they are over, and a limit alone while they are pending', () => {
    const over = alertWith({ state: 'resolved', endedAtMs: 5000 });
    const pending = { ...alertWith({ state: 'pending', threshold: 20 }) };
    delete (pending as { firedAtMs?: number }).firedAtMs;
    assert.deepEqual(chartAlerts('memory', sessionWith({ alerts: [over, pending] }), VIEW), {
      spans: [{ fromMs: 1000, toMs: 5000, severity: 'warning' }],
      thresholds: [20],
      limits: [],
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

  it('have the limits of silent rules too, each once', () => {
    const limit = { name: 'Memory', metric: 'process.memory.usage', scope: 'tree', threshold: 10 } as const;
    const limits = [limit, { ...limit, name: 'Other' }, { ...limit, threshold: 20 }];
    assert.deepEqual(chartAlerts('memory', sessionWith(), VIEW, limits).limits, [10, 20]);
    assert.deepEqual(chartAlerts('memory', sessionWith({ alerts: [alertWith()] }), VIEW, limits).limits, [20]);
    assert.equal(chartAlerts('cpu', sessionWith(), VIEW, limits), NO_ALERTS);
    assert.equal(chartAlerts('memory', sessionWith(), { ...VIEW, process }, limits), NO_ALERTS);
  });

  it('show the limit of a rule for each process where one process is all that is drawn', () => {
    const limits = [{ name: 'CPU', metric: 'process.cpu.time', scope: 'process', threshold: 0.9 }] as const;
    const [one, other] = [processWith({ pid: 7 }), processWith({ pid: 8 })];
    assert.deepEqual(chartAlerts('cpu', sessionWith({ processes: [one] }), VIEW, limits).limits, [0.9]);
    const both = sessionWith({ processes: [one, other] });
    assert.equal(chartAlerts('cpu', both, VIEW, limits), NO_ALERTS);
    assert.deepEqual(chartAlerts('cpu', both, { ...VIEW, process }, limits).limits, [0.9]);
  });

  it('of one name are among the lines where that name is all that is drawn', () => {
    const attributes = attributesOf({ name: 'queue', kind: 'book' });
    const alert = alertWith({ metric: 'app.value', attributes, threshold: 10 });
    const session = sessionWith({ alerts: [alert] });
    const rule = {
      name: 'Other',
      metric: 'app.value',
      attributes: attributesOf({ name: 'queue' }),
      scope: 'tree',
    } as const;
    const shown = (name?: string) => chartAlerts('application', session, VIEW, [{ ...rule, threshold: 20 }], name);
    assert.deepEqual([shown('queue').thresholds, shown('queue').limits, shown('queue').spans.length], [[10], [20], 1]);
    assert.equal(shown('temperature'), NO_ALERTS);
    assert.deepEqual([shown().thresholds, shown().limits, shown().spans.length], [[], [], 1]);
  });

  it('are none without a session', () => {
    assert.equal(chartAlerts('memory', undefined, VIEW), NO_ALERTS);
  });
});

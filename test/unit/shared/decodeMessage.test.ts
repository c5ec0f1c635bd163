import assert from 'node:assert/strict';
import { decodeHostMessage, decodeWebviewMessage } from '../../../src/shared/decodeMessage';
import { FIRST_CHOICES } from '../../../src/shared/panelChoices';
import { MONITOR_STATUS } from '../../support/monitorStatus';

const view = { sessionId: 's', window: 60_000 };

describe('decodeWebviewMessage', () => {
  it('reads what the panel says', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'ready', view },
      { type: 'select', view: { ...view, process: '12@1700000000000.25', window: 'all' } },
      { type: 'stopMonitoring', sessionId: 's' },
      { type: 'pickProcess' },
      { type: 'showLog' },
      { type: 'addMark', sessionId: 's' },
      { type: 'copy', text: 'a\tb' },
      {
        type: 'keepChoices',
        choices: { ...FIRST_CHOICES, sorts: { processes: { column: 'PID', direction: 'ascending' } } },
      },
      { type: 'endProcess', sessionId: 's', process: '12@1700000000000' },
      { type: 'failed', message: 'x' },
    ]) {
      assert.deepEqual(decodeWebviewMessage(message), { ok: true, value: message });
    }
  });

  it('refuses anything else and says where it is wrong', () => {
    for (const message of [
      undefined,
      null,
      'ready',
      { type: 'format' },
      { type: 'select' },
      { type: 'select', view: { sessionId: 's', window: 61_000 } },
      { type: 'select', view: { ...view, process: '12' } },
      { type: 'stopMonitoring', sessionId: 7 },
      { type: 'endProcess', sessionId: 's', process: '-1@1' },
      { type: 'endProcess', sessionId: 's', process: 12 },
      { type: 'copy', text: 'x'.repeat(200_000) },
      { type: 'keepChoices', choices: { ...FIRST_CHOICES, chosenNames: { nonsense: 'x' } } },
      { type: 'keepChoices', choices: { ...FIRST_CHOICES, chosenNames: { application: 'x'.repeat(5_000) } } },
      { type: 'failed', message: 'x'.repeat(5_000) },
    ]) {
      const decoded = decodeWebviewMessage(message);
      assert.equal(decoded.ok, false);
      assert.notEqual(decoded.problem, '');
    }
  });
});

describe('decodeHostMessage', () => {
  it('reads an append with points, and drops what it does not know', () => {
    const series = [
      { metric: 'process.cpu.time', attributes: '', times: Float64Array.of(1), values: Float64Array.of(NaN) },
    ];
    const decoded = decodeHostMessage({ type: 'append', nowMs: 1, series, monitor: MONITOR_STATUS, surprise: 1 });
    assert.deepEqual(decoded, { ok: true, value: { type: 'append', nowMs: 1, series, monitor: MONITOR_STATUS } });
  });

  it('refuses a metric that is not in the catalogue, and plain arrays of points', () => {
    const points = { times: Float64Array.of(1), values: Float64Array.of(1) };
    for (const series of [
      [{ metric: 'x', attributes: '', ...points }],
      [{ metric: 'process.cpu.time', attributes: '', times: [1], values: [1] }],
    ]) {
      assert.equal(decodeHostMessage({ type: 'append', nowMs: 1, series, monitor: MONITOR_STATUS }).ok, false);
    }
  });
});

import assert from 'node:assert/strict';
import type { ChartLine } from '../../../webview/chartModel';
import { chartSummary, momentSummary } from '../../../webview/chartSummary';
import { seriesKey } from '../../../webview/series';
import { seriesWith } from './builders';

function line(label: string, points: readonly (readonly [number, number])[]): ChartLine {
  return { key: seriesKey('process.cpu.time', label), label, quantity: 'cores', series: seriesWith(points) };
}

const RANGE = { fromMs: 0, toMs: 60_000 };
const HOUR_MS = 3_600_000;

describe('the summary of a chart', () => {
  it('says the span on the local clock and of each line the value now and the extremes', () => {
    const lines = [
      line('user', [
        [0, 0.2],
        [30_000, 1.18],
        [60_000, 0.5],
      ]),
      line('system', [[60_000, 0.06]]),
    ];
    assert.equal(
      chartSummary('CPU', { lines, range: RANGE, isPresent: true }, 2 * HOUR_MS),
      'CPU, 02:00:00 to 02:01:00. user: now 50 %, between 20 % and 118 %. system: now 6 %, between 6 % and 6 %.',
    );
  });

  it('says where there is no value', () => {
    const lines = [
      line('user', []),
      line('system', [
        [0, 1],
        [60_000, NaN],
      ]),
    ];
    assert.equal(
      chartSummary('CPU', { lines, range: RANGE, isPresent: true }, 0),
      'CPU, 00:00:00 to 00:01:00. user: no values. system: no value now, between 100 % and 100 %.',
    );
  });

  it('says the last value that is known where the time shown is over', () => {
    const lines = [
      line('user', [
        [0, 0.5],
        [50_000, 1],
        [60_000, NaN],
        [70_000, 2],
      ]),
    ];
    assert.equal(
      chartSummary('CPU', { lines, range: RANGE, isPresent: false }, 0),
      'CPU, 00:00:00 to 00:01:00. user: last 100 %, between 50 % and 100 %.',
    );
  });

  it('says the values at a moment', () => {
    const lines = [line('user', []), line('system', [])];
    assert.equal(
      momentSummary('CPU', lines, [0.5, undefined], '14:32:05'),
      'CPU at 14:32:05: user 50 %, system no value',
    );
  });
});

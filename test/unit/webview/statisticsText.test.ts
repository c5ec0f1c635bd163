import assert from 'node:assert/strict';
import type { FigureRow } from '../../../webview/statisticsRows';
import { statisticsMarkdown, statisticsTsv } from '../../../webview/statisticsText';

const ROW: FigureRow = {
  metric: 'process.cpu.time',
  title: 'CPU',
  now: undefined,
  statistics: {
    count: 4,
    sum: 2.5,
    mean: 0.5,
    median: 0.4,
    min: 0,
    max: 1,
    p50: 0.4,
    p95: 0.95,
    p99: 0.99,
    stdDev: 0.25,
  },
};

describe('statistics that are copied', () => {
  it('are numbers in the base unit between tabs for a spreadsheet; what is not known is empty', () => {
    assert.equal(
      statisticsTsv([ROW]),
      'Metric\tUnit\tNow\tMean\tMedian\tMin\tMax\tp95\tp99\tStd dev\tTotal\tSamples\n' +
        'CPU\tcores\t\t0.5\t0.4\t0\t1\t0.95\t0.99\t0.25\t2.5\t4\n',
    );
  });

  it('are what is shown in Markdown', () => {
    const [, ruler, line] = statisticsMarkdown([ROW]).split('\n');
    assert.match(ruler ?? '', /^\| --- \| ---: \|/);
    assert.equal(line, '| CPU | – | 50 % | 40 % | 0 % | 100 % | 95 % | 99 % | 25 % | 2.5 s | 4 |');
  });
});

import assert from 'node:assert/strict';
import type { Session } from '../../../src/shared/state';
import { figureRows, type FigureRow } from '../../../webview/statisticsRows';
import { statisticsMarkdown, statisticsTsv } from '../../../webview/statisticsText';
import { seriesWith, sessionWith, snapshotWith, stateAfter, VIEW } from './builders';

const ROW: FigureRow = {
  metric: 'process.cpu.time',
  title: 'CPU',
  latest: undefined,
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

describe('the rows of statistics', () => {
  const series = [
    seriesWith([
      [1000, 5],
      [2000, 7],
      [3000, NaN],
    ]),
  ];
  const statistics = [{ metric: 'process.memory.usage', window: ROW.statistics, run: ROW.statistics }] as const;
  const latest = (part: Partial<Session>, view = VIEW): number | undefined =>
    figureRows(stateAfter(snapshotWith({ sessions: [sessionWith(part)], view, series, statistics })))[0]?.latest;

  it('have no latest value in a gap of a run that goes on, and the last one that is known of a time that is over', () => {
    assert.equal(latest({}), undefined);
    assert.equal(latest({ state: 'ended', endedAtMs: 3000 }), 7);
    assert.equal(latest({ state: 'paused' }), 7);
    assert.equal(latest({}, { ...VIEW, range: { fromMs: 0, toMs: 1500 } }), 5);
  });
});

describe('statistics that are copied', () => {
  it('are numbers in the base unit between tabs for a spreadsheet; what is not known is empty', () => {
    assert.equal(
      statisticsTsv([ROW]),
      'Metric\tUnit\tLatest\tMean\tMedian\tMin\tMax\tp95\tp99\tStd dev\tTotal\tSamples\n' +
        'CPU\tcores\t\t0.5\t0.4\t0\t1\t0.95\t0.99\t0.25\t2.5\t4\n',
    );
  });

  it('are what is shown in Markdown', () => {
    const [, ruler, line] = statisticsMarkdown([ROW]).split('\n');
    assert.match(ruler ?? '', /^\| --- \| ---: \|/);
    assert.equal(line, '| CPU | – | 50 % | 40 % | 0 % | 100 % | 95 % | 99 % | 25 % | 2.5 s | 4 |');
  });
});

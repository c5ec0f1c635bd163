import assert from 'node:assert/strict';
import { CHARTS, METRICS } from '../../../src/shared/metrics';
import { attributesOf } from '../../../src/shared/sample';
import {
  chartLines,
  chosenName,
  headlineOf,
  hiddenLines,
  lineNames,
  measuredCharts,
} from '../../../webview/chartModel';
import { stateAfter, seriesWith, snapshotWith } from './builders';
import type { SeriesData } from '../../../src/shared/protocol';

function mapOf(...series: SeriesData[]): ReturnType<typeof stateAfter>['live']['series'] {
  return stateAfter(snapshotWith({ series })).live.series;
}

const cpu = (mode: string): SeriesData =>
  seriesWith([[1, 1]], 'process.cpu.time', mode === '' ? '' : attributesOf({ 'cpu.mode': mode }));

describe('the lines of a chart', () => {
  it('are the values of the breakdown, in the order of the catalogue, without the sum', () => {
    const lines = chartLines('cpu', mapOf(cpu('system'), cpu(''), cpu('user')));
    assert.deepEqual(
      lines.map((line) => line.label),
      ['user', 'system'],
    );
    assert.equal(lines[0]?.quantity, 'cores');
  });

  it('do not say the title of their chart again', () => {
    const delay = (metric: SeriesData['metric']): SeriesData => seriesWith([[1, 1]], metric);
    const lines = chartLines(
      'eventLoop',
      mapOf(delay('nodejs.eventloop.delay.p99'), delay('nodejs.eventloop.delay.p50')),
    );
    assert.deepEqual(
      lines.map((line) => line.label),
      ['p99', 'p50'],
    );
  });

  it('are the sum where the source knows no breakdown', () => {
    assert.deepEqual(
      chartLines('cpu', mapOf(cpu(''))).map((line) => line.label),
      ['CPU'],
    );
  });

  it('are those of all metrics that the chart draws', () => {
    const threads = seriesWith([[1, 9]], 'process.thread.count');
    const count = seriesWith([[1, 2]], 'process.count');
    assert.deepEqual(
      chartLines('threads', mapOf(count, threads)).map((line) => line.label),
      ['Threads', 'Processes'],
    );
  });

  it('are none where nothing is measured', () => {
    assert.deepEqual(chartLines('io', mapOf(cpu(''))), []);
    assert.deepEqual(measuredCharts(mapOf(cpu(''))), ['cpu']);
  });

  it('exist for every chart of the catalogue once all its metrics are measured', () => {
    const all = METRICS.map((metric) => seriesWith([[1, 1]], metric.name));
    assert.deepEqual(
      measuredCharts(mapOf(...all)),
      CHARTS.map((chart) => chart.id),
    );
  });
});

describe('the lines by attributes', () => {
  const queue = (name: string): SeriesData => seriesWith([[1, 1]], 'app.value', attributesOf({ name }));

  it('are one for each set that there is, in the order of their labels', () => {
    const lines = chartLines('application', mapOf(queue('orders'), queue('jobs')));
    assert.deepEqual(
      lines.map(({ label }) => label),
      ['jobs', 'orders'],
    );
  });

  it('stand instead of the sum, which stands alone where no set is known', () => {
    const sum = seriesWith([[1, 2]], 'v8js.resource.active');
    const timers = seriesWith([[1, 2]], 'v8js.resource.active', attributesOf({ 'v8js.resource.type': 'Timeout' }));
    const labels = (...series: SeriesData[]) => chartLines('resources', mapOf(...series)).map(({ label }) => label);
    assert.deepEqual(labels(sum, timers), ['Timeout']);
    assert.deepEqual(labels(sum), ['Active resources']);
  });

  it('are those of one name only, where one is asked for', () => {
    const jobs = (kind: string) => seriesWith([[1, 1]], 'app.count', attributesOf({ name: 'jobs', kind }));
    const series = mapOf(jobs('b'), jobs('a'), seriesWith([[1, 1]], 'app.count', attributesOf({ name: 'errors' })));
    assert.deepEqual(lineNames('applicationRates', series), ['errors', 'jobs']);
    assert.deepEqual(
      chartLines('applicationRates', series, 'jobs').map(({ label }) => label),
      ['jobs kind=a', 'jobs kind=b'],
    );
    assert.deepEqual(lineNames('cpu', mapOf(cpu('user'))), []);
  });

  it('are no more than can be told apart; how many are hidden is known', () => {
    const queues = Array.from({ length: 9 }, (_, i) => queue(`q${i}`));
    assert.equal(chartLines('application', mapOf(...queues)).length, 6);
    assert.equal(hiddenLines('application', mapOf(...queues)), 3);
    assert.equal(hiddenLines('application', mapOf(queue('one'))), 0);
  });
});

describe('the headline of a chart', () => {
  it('is the sum of its first metric, not a part of it', () => {
    const headline = headlineOf('cpu', mapOf(cpu('user'), cpu('')));
    assert.equal(headline.series?.attributes, '');
    assert.equal(headline.title, 'CPU');
  });

  it('is that of the name that is drawn, else of the first', () => {
    const queue = (name: string): SeriesData => seriesWith([[1, 1]], 'app.value', attributesOf({ name }));
    const series = mapOf(queue('orders'), queue('jobs'));
    assert.equal(headlineOf('application', series, 'orders').title, 'orders');
    assert.equal(headlineOf('application', series).title, 'jobs');
    assert.equal(chosenName('application', { application: 'orders' }, series), 'orders');
    assert.equal(chosenName('application', { application: 'of another run' }, series), undefined);
  });

  it('exists for every chart of the catalogue', () => {
    assert.deepEqual(
      CHARTS.map(({ id }) => headlineOf(id, mapOf()).series),
      CHARTS.map(() => undefined),
    );
  });
});

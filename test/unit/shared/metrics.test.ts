import assert from 'node:assert/strict';
import { CHARTS, METRICS, metricOf } from '../../../src/shared/metrics';

describe('the metric catalogue', () => {
  it('names each metric once, for OpenTelemetry and for Prometheus', () => {
    const exported = METRICS.map(({ prometheusName, quantile = '' }) => `${prometheusName} ${quantile}`);
    for (const names of [METRICS.map((m) => m.name), exported]) {
      assert.equal(new Set(names).size, names.length);
    }
  });

  for (const metric of METRICS) {
    it(`keeps the rules of promlint: ${metric.name}`, () => {
      const { prometheusName, instrument, unit, description } = metric;
      assert.match(prometheusName, /^[a-z][a-z0-9_]*$/);
      assert.equal(prometheusName.endsWith('_total'), instrument === 'counter');
      if (unit === 's') assert.match(prometheusName, /_seconds(_total)?$/);
      if (unit === 'By') assert.match(prometheusName, /_bytes(_total)?$/);
      assert.doesNotMatch(prometheusName, /(^|_)(gauge|counter|histogram|summary|ms|kb|mb|milliseconds|percent)(_|$)/);
      assert.notEqual(description.trim(), '');
      assert.match(description, /\.$/);
    });
  }

  it('draws something in every chart, and only in charts that there are', () => {
    const drawn = new Set(METRICS.flatMap((metric) => (metric.chart === undefined ? [] : [metric.chart.id])));
    assert.deepEqual([...drawn].sort(), CHARTS.map((chart) => chart.id).sort());
  });

  it('breaks down whatever is drawn by its parts', () => {
    for (const metric of METRICS) if (metric.chart?.draw === 'breakdown') assert.ok(metric.breakdown);
  });

  it('finds each record by its name', () => {
    for (const metric of METRICS) assert.equal(metricOf(metric.name), metric);
  });
});

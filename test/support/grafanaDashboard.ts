import { CHARTS, METRICS, type Metric } from '../../src/shared/metrics';
import { exposedAs } from '../../src/exporting/text/exposedAs';

/**
 * A dashboard for Grafana as the text of its JSON, made from the catalogue: a panel for each chart of ours, with the same
 * metrics under the names that they are scraped by, for the sessions and processes that are chosen on top. To be imported
 * with a Prometheus as its data source.
 */
export function grafanaDashboard(): string {
  const panels = CHARTS.flatMap(({ id, title }) => {
    const metrics = METRICS.filter(({ chart }) => chart?.id === id);
    return metrics.length === 0 ? [] : [{ title, metrics }];
  });
  return `${JSON.stringify(
    {
      title: 'Process Monitor',
      uid: 'process-monitor',
      tags: ['process-monitor'],
      schemaVersion: 39,
      refresh: '5s',
      time: { from: 'now-15m', to: 'now' },
      templating: { list: VARIABLES },
      panels: [...panels, { title: 'Alerts', metrics: undefined }].map(panel),
    },
    null,
    2,
  )}\n`;
}

const SOURCE = { type: 'prometheus', uid: '${source}' };
const COLUMNS = 2;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 8;

const VARIABLES = [
  { name: 'source', type: 'datasource', query: 'prometheus', label: 'Data source' },
  variable('session', 'Session', 'label_values(process_monitor_session_up, session)'),
  variable('process', 'Process', 'label_values(process_resident_memory_bytes{session=~"$session"}, process)'),
];

function variable(name: string, label: string, query: string): object {
  return { name, label, type: 'query', query, datasource: SOURCE, refresh: 2, multi: true, includeAll: true };
}

function panel({ title, metrics }: { title: string; metrics: readonly Metric[] | undefined }, index: number): object {
  return {
    id: index + 1,
    title,
    type: 'timeseries',
    datasource: SOURCE,
    gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: { defaults: { unit: unitOf(metrics?.[0]), min: 0 }, overrides: [] },
    targets: metrics === undefined ? [ALERTS] : metrics.map(target),
  };
}

const ALERTS = {
  refId: 'A',
  expr: 'process_monitor_alerts{session=~"$session"}',
  legendFormat: '{{session}} {{alertname}} {{alertstate}}',
};

function target(metric: Metric, index: number): object {
  const process = metric.total === 'treeOnly' ? {} : ({ process: '0@0' } as const);
  const name =
    exposedAs({ ...process, metric: metric.name, attributes: '' }, false)?.head.name ?? metric.prometheusName;
  const of = metric.total === 'treeOnly' ? '' : ',process=~"$process"';
  const quantile = metric.quantile === undefined ? '' : `,quantile="${metric.quantile}"`;
  const selector = `${name}{session=~"$session"${of}${quantile}}`;
  const part =
    metric.breakdown?.prometheusName === undefined ? metric.breakdown?.attribute.replaceAll('.', '_') : undefined;
  const whose = metric.total === 'treeOnly' ? '{{session}}' : '{{session}} {{process}} {{pid}}';
  const attributes = metric.chart?.draw === 'attributes' ? ' {{name}}{{v8js_resource_type}} {{quantile}}' : '';
  return {
    refId: String.fromCharCode('A'.charCodeAt(0) + index),
    expr: metric.instrument === 'counter' ? `rate(${selector}[$__rate_interval])` : selector,
    legendFormat: `${metric.title} ${whose}${part === undefined ? '' : ` {{${part}}}`}${attributes}`,
  };
}

/** Grafana's name of the unit in which a metric is drawn: a counter's is its rate. */
function unitOf(metric: Metric | undefined): string {
  if (metric === undefined) return 'none';
  const isRate = metric.instrument === 'counter';
  // Seconds of CPU in a second are cores.
  if (metric.unit === 's') return isRate ? 'percentunit' : 's';
  if (metric.unit === 'By') return isRate ? 'Bps' : 'decbytes';
  if (metric.unit === '1') return 'percentunit';
  return isRate ? 'ops' : 'none';
}

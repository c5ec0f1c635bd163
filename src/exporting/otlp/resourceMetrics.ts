import type { Attributes as OtlpAttributes, HrTime } from '@opentelemetry/api';
import { ValueType } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { metricOf, type Metric } from '../../shared/metrics';
import { attributePairs, processKey } from '../../shared/sample';
import type { CurrentValue } from '../text/currentValues';
import { KnownParts } from '../text/knownParts';
import type { OtlpBatch } from './otlpBatch';

/**
 * A batch in OpenTelemetry's data model. The session is the resource: its name is the service's, its id the instance's. The
 * metrics are those of the catalogue, under their own names; a counter is a cumulative sum since the process, or the
 * session, began. As in Prometheus's model nothing is there twice: of a metric with parts the parts alone, and the whole tree
 * as `process.tree.*`. Heap spaces, which do not make up the heap, are left out.
 */
export function resourceMetricsOf({ session, values, timeMs }: OtlpBatch): ResourceMetrics {
  const points = new PointsByMetric();
  const parts = new KnownParts(values.map(({ key }) => key));
  const processes = new Map(session?.processes.map((process) => [processKey(process), process]));
  for (const { key, timeMs: valueMs, value } of values) {
    const metric = metricOf(key.metric);
    const name = nameOf(metric, key, parts.has(key));
    if (name === undefined) continue;
    const process = key.process === undefined ? undefined : processes.get(key.process);
    const startMs = process?.startTimeMs ?? session?.startedAtMs ?? timeMs;
    points.add(metric, name, {
      startTime: hrTime(Math.min(startMs, valueMs)),
      endTime: hrTime(valueMs),
      attributes: {
        ...Object.fromEntries(attributePairs(key.attributes)),
        ...(process === undefined ? {} : { 'process.pid': process.pid, 'process.executable.name': process.name }),
      },
      value,
    });
  }
  const attributes: OtlpAttributes = {
    'service.name': session?.name ?? 'process-monitor',
    ...(session === undefined ? {} : { 'service.instance.id': session.id }),
  };
  return {
    resource: resourceFromAttributes(attributes),
    scopeMetrics: [{ scope: { name: 'process-monitor' }, metrics: points.metrics() }],
  };
}

/** Under which name a series is told; undefined where it would be told twice. */
function nameOf({ name, total, breakdown }: Metric, key: CurrentValue['key'], hasParts: boolean): string | undefined {
  const isWhole = key.attributes === '';
  if (breakdown?.prometheusName !== undefined) {
    if (!isWhole) return undefined;
  } else if (isWhole && hasParts && total === 'sum') return undefined;
  if (key.process !== undefined || total === 'treeOnly') return name;
  return name.startsWith('process.') ? name.replace('process.', 'process.tree.') : undefined;
}

/** Gathers points under their metrics, in the order in which these were first told. */
class PointsByMetric {
  private readonly byName = new Map<string, { readonly metric: Metric; readonly points: DataPoint<number>[] }>();

  add(metric: Metric, name: string, point: DataPoint<number>): void {
    const gathered = this.byName.get(name) ?? { metric, points: [] };
    this.byName.set(name, gathered);
    gathered.points.push(point);
  }

  metrics(): MetricData[] {
    return [...this.byName].map(([name, { metric, points }]) => metricData(name, metric, points));
  }
}

function metricData(
  name: string,
  { description, unit, instrument }: Metric,
  dataPoints: DataPoint<number>[],
): MetricData {
  const common = {
    descriptor: { name, description, unit, valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    dataPoints,
  };
  return instrument === 'counter'
    ? { ...common, dataPointType: DataPointType.SUM, isMonotonic: true }
    : { ...common, dataPointType: DataPointType.GAUGE };
}

/** A moment in whole seconds and nanoseconds. */
function hrTime(timeMs: number): HrTime {
  const seconds = Math.floor(timeMs / 1_000);
  return [seconds, Math.round((timeMs - seconds * 1_000) * 1e6)];
}

import type { ApplicationSeries, RequestFigures, TickFrame } from '../shared/agentFrames';
import type { MetricName } from '../shared/metrics';
import { attributesOf, type Attributes, type Reading } from '../shared/sample';

/** By how much a thread's counters grew with one frame: of a metric with a breakdown its sum and each part. */
export function increasesOf(frame: TickFrame, dropped: number): readonly Reading[] {
  return [
    ...partsAndSum(
      'v8js.gc.duration',
      'v8js.gc.type',
      frame.gc.map(([kind, , seconds]) => [kind, seconds] as const),
    ),
    ...partsAndSum(
      'v8js.gc.count',
      'v8js.gc.type',
      frame.gc.map(([kind, count]) => [kind, count] as const),
    ),
    ...(frame.cpuSeconds === undefined
      ? []
      : [{ metric: 'nodejs.cpu.time', attributes: '', value: frame.cpuSeconds } as const]),
    ...requestsOf('http.server.request.count', frame.served),
    ...requestsOf('http.client.request.count', frame.sent),
    ...frame.application.flatMap(applicationCount),
    { metric: 'process_monitor.agent.dropped', attributes: '', value: frame.dropped + dropped },
  ];
}

/** The attributes of a program's own series; its name comes as `name`, and wins over one that it calls so itself. */
export function applicationAttributes(
  { name, attributes }: ApplicationSeries,
  more: Readonly<Record<string, string>> = {},
): Attributes {
  return attributesOf({ ...Object.fromEntries(attributes), ...more, name });
}

function requestsOf(metric: MetricName, figures: RequestFigures | undefined): readonly Reading[] {
  return figures === undefined ? [] : partsAndSum(metric, 'outcome', figures.outcomes);
}

function partsAndSum(
  metric: MetricName,
  attribute: string,
  parts: readonly (readonly [part: string, value: number])[],
): readonly Reading[] {
  const sum = parts.reduce((total, [, value]) => total + value, 0);
  const readings = parts.map(([part, value]) => ({ metric, attributes: attributesOf({ [attribute]: part }), value }));
  return [{ metric, attributes: '', value: sum }, ...readings];
}

function applicationCount(series: ApplicationSeries): readonly Reading[] {
  const attributes = applicationAttributes(series);
  switch (series.type) {
    case 'counter':
      return [{ metric: 'app.count', attributes, value: series.value }];
    case 'histogram':
      return [{ metric: 'app.count', attributes, value: series.values.reduce((sum, [, count]) => sum + count, 0) }];
    case 'gauge':
      return [];
  }
}

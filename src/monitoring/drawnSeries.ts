import { METRICS, type Metric, type MetricName } from '../shared/metrics';
import { attributesOf, type Attributes } from '../shared/sample';

/** The series that the panel draws whatever the program is, by metric and attributes. */
export const DRAWN: readonly DrawnSeries[] = METRICS.flatMap(drawnSeries);

export interface DrawnSeries {
  readonly metric: MetricName;
  readonly attributes: Attributes;
}

function drawnSeries(metric: Metric): readonly DrawnSeries[] {
  const { name, chart, breakdown } = metric;
  const sum = { metric: name, attributes: '' };
  if (chart === undefined) return [];
  if (chart.draw === 'sum' || breakdown === undefined) return [sum];
  // The sum goes along: tiles show it, and a source that cannot tell the parts has nothing else.
  return [
    sum,
    ...breakdown.values.map((value) => ({ metric: name, attributes: attributesOf({ [breakdown.attribute]: value }) })),
  ];
}

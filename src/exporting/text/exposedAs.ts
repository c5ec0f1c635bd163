import type { SeriesKey } from '../../series/seriesKey';
import { metricOf, type Metric } from '../../shared/metrics';
import { attributeLabels, labelText } from './labelText';
import type { FamilyHead } from './metricFamily';

/**
 * How series are told apart in Prometheus's model, where a sum over all labels of a family must mean something:
 *
 * - Of a metric with parts the parts alone are exposed, since their sum is the whole. Where they do not make up the whole
 *   (heap spaces), the whole has the metric's name and the parts have a name of their own.
 * - What a tree of processes comes to has a name of its own, `process_tree_...`; it holds what exited children used, which
 *   no sum over living processes does. What only a process tells of itself has no total.
 * - Quantiles of one distribution are one summary.
 *
 * `hasParts` tells whether the process, or tree, of this series has parts of its metric.
 * Returns undefined where a series is not exposed: it would be counted twice.
 */
export function exposedAs({ process, metric: name, attributes }: SeriesKey, hasParts: boolean): Exposed | undefined {
  const metric = metricOf(name);
  const { breakdown, total } = metric;
  const separate = breakdown?.prometheusName;
  const labels = attributeLabels(attributes);
  const withQuantile = metric.quantile === undefined ? labels : [...labels, ['quantile', metric.quantile] as const];
  const exposed = (familyName: string): Exposed | undefined => {
    const scoped = process === undefined ? treeName(metric, familyName) : familyName;
    return scoped === undefined
      ? undefined
      : { head: headOf(metric, scoped, process === undefined), labels: labelText(withQuantile) };
  };
  if (attributes === '')
    return hasParts && total === 'sum' && separate === undefined ? undefined : exposed(metric.prometheusName);
  if (separate === undefined) return exposed(metric.prometheusName);
  // A worker thread's share lies across the parts.
  return attributes.startsWith(`${breakdown?.attribute ?? ''}=`) ? exposed(separate) : undefined;
}

/** The family of a series, and the labels that its attributes become, as they are written. */
export interface Exposed {
  readonly head: FamilyHead;
  readonly labels: string;
}

/** Names of the operating system's metrics begin so; the runtime's do not. */
const OF_SYSTEM = 'process_';

function treeName({ total }: Metric, name: string): string | undefined {
  if (total === 'treeOnly') return name;
  if (!name.startsWith(OF_SYSTEM) || name.startsWith('process_monitor_')) return undefined;
  return `process_tree_${name.slice(OF_SYSTEM.length)}`;
}

function headOf(
  { instrument, unit, description, quantile, name: metricName, total }: Metric,
  name: string,
  isTree: boolean,
): FamilyHead {
  const type = quantile === undefined && metricName !== 'app.distribution' ? instrument : 'summary';
  // What a single quantile means follows the colon.
  const help = quantile === undefined ? description : `${description.split(':')[0] ?? ''}.`;
  const unitName = unit === 's' ? 'seconds' : unit === 'By' ? 'bytes' : unit === '1' ? 'ratio' : undefined;
  const isInName = unitName !== undefined && new RegExp(`_${unitName}(_total)?$`).test(name);
  return {
    name,
    type,
    help: isTree && total !== 'treeOnly' ? `Of the whole process tree: ${help}` : help,
    ...(isInName ? { unit: unitName } : {}),
  };
}

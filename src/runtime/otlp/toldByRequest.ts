import type { Told, ToldAttributes, ToldSeries } from '../told/toldSeries';
import type { MetricsRequest, OtlpAttributes, OtlpMetric } from './metricsRequest';
import { exponentialBuckets, explicitBuckets } from './otlpBuckets';

/** What one program told with a request; without a pid where it did not say which process it is. */
export interface ToldByProgram {
  readonly pid?: number;
  readonly told: Told;
}

/** Aggregation temporality "cumulative" of OTLP: since the program began. */
const CUMULATIVE = 2;
/** Flag of a point that says that there is no value. */
const NO_VALUE = 1;

/**
 * What a request tells, for each of its resources. A sum that may fall is a gauge; one that is told by its changes alone
 * cannot be known, and is counted as dropped.
 */
export function toldByRequest({ resourceMetrics }: MetricsRequest): readonly ToldByProgram[] {
  return resourceMetrics.map(({ resource, scopeMetrics }) => {
    const pid = resource?.attributes.find(({ key }) => key === 'process.pid')?.value?.intValue;
    const metrics = scopeMetrics.flatMap((scope) => scope.metrics);
    const unknown = metrics.filter(isUnknown).reduce((sum, metric) => sum + (metric.sum?.dataPoints.length ?? 0), 0);
    const told = { series: metrics.flatMap(seriesOf), dropped: unknown };
    return { told, ...(pid === undefined ? {} : { pid }) };
  });
}

function isUnknown({ sum }: OtlpMetric): boolean {
  return sum !== null && sum !== undefined && !sum.isMonotonic && sum.aggregationTemporality !== CUMULATIVE;
}

function seriesOf(metric: OtlpMetric): readonly ToldSeries[] {
  const { name, gauge, sum, histogram, exponentialHistogram, summary } = metric;
  return [
    ...(gauge?.dataPoints ?? []).flatMap((point) => numbers('gauge', name, point)),
    ...(isUnknown(metric) ? [] : (sum?.dataPoints ?? [])).flatMap((point) => numbers(typeOfSum(sum), name, point)),
    ...known(histogram?.dataPoints).flatMap((point) => {
      const buckets = explicitBuckets(point);
      return buckets === undefined ? [] : [histogramOf(name, point, buckets, histogram)];
    }),
    ...known(exponentialHistogram?.dataPoints).map((point) =>
      histogramOf(name, point, exponentialBuckets(point), exponentialHistogram),
    ),
    ...known(summary?.dataPoints).flatMap(({ attributes, count, quantileValues }): readonly ToldSeries[] => {
      const common = { name, attributes: textsOf(attributes) };
      const quantiles = quantileValues.filter(({ value }) => Number.isFinite(value));
      return [
        { ...common, type: 'counter', value: count },
        ...quantiles.map(({ quantile, value }) => ({
          ...common,
          type: 'quantile' as const,
          quantile: String(quantile),
          value,
        })),
      ];
    }),
  ];
}

function typeOfSum(sum: OtlpMetric['sum']): 'gauge' | 'counter' | 'increase' {
  if (sum?.isMonotonic !== true) return 'gauge';
  return sum.aggregationTemporality === CUMULATIVE ? 'counter' : 'increase';
}

interface NumberPoint {
  readonly attributes: OtlpAttributes;
  readonly flags: number;
  readonly asDouble?: number | undefined;
  readonly asInt?: number | undefined;
}

function numbers(type: 'gauge' | 'counter' | 'increase', name: string, point: NumberPoint): readonly ToldSeries[] {
  const value = point.asInt ?? point.asDouble ?? NaN;
  if ((point.flags & NO_VALUE) !== 0 || !Number.isFinite(value)) return [];
  return [{ type, name, attributes: textsOf(point.attributes), value }];
}

function histogramOf(
  name: string,
  { attributes, count }: { readonly attributes: OtlpAttributes; readonly count: number },
  buckets: (ToldSeries & { readonly type: 'histogram' })['buckets'],
  family: { readonly aggregationTemporality: number } | null | undefined,
): ToldSeries {
  const isCumulative = family?.aggregationTemporality === CUMULATIVE;
  return { type: 'histogram', isCumulative, name, attributes: textsOf(attributes), count, buckets };
}

/** The points that have a value. */
function known<T extends { readonly flags: number }>(points: readonly T[] | undefined): readonly T[] {
  return (points ?? []).filter(({ flags }) => (flags & NO_VALUE) === 0);
}

/** Attributes as text; lists and bytes say nothing that could be a label. */
function textsOf(attributes: OtlpAttributes): ToldAttributes {
  return attributes.flatMap(({ key, value }) => {
    const text = value?.stringValue ?? value?.boolValue ?? value?.intValue ?? value?.doubleValue;
    return text === undefined ? [] : [[key, String(text)] as const];
  });
}

import * as v from 'valibot';

const attributes = v.array(
  v.object({
    key: v.string(),
    value: v.nullish(
      v.object({
        stringValue: v.optional(v.string()),
        boolValue: v.optional(v.boolean()),
        intValue: v.optional(v.number()),
        doubleValue: v.optional(v.number()),
      }),
    ),
  }),
);
/** The decoder gives NaN too, where a program sent it. */
const double = v.union([v.number(), v.nan()]);
const point = { attributes, flags: v.number() };
const numberPoint = v.object({ ...point, asDouble: v.optional(double), asInt: v.optional(v.number()) });
const histogramPoint = v.object({
  ...point,
  count: v.number(),
  bucketCounts: v.array(v.number()),
  explicitBounds: v.array(double),
});
const buckets = v.nullish(v.object({ offset: v.number(), bucketCounts: v.array(v.number()) }));
const exponentialPoint = v.object({
  ...point,
  count: v.number(),
  scale: v.number(),
  zeroCount: v.number(),
  zeroThreshold: double,
  positive: buckets,
  negative: buckets,
});
const summaryPoint = v.object({
  ...point,
  count: v.number(),
  quantileValues: v.array(v.object({ quantile: double, value: double })),
});
const temporality = { aggregationTemporality: v.number() };

const metric = v.object({
  name: v.string(),
  gauge: v.nullish(v.object({ dataPoints: v.array(numberPoint) })),
  sum: v.nullish(v.object({ ...temporality, isMonotonic: v.boolean(), dataPoints: v.array(numberPoint) })),
  histogram: v.nullish(v.object({ ...temporality, dataPoints: v.array(histogramPoint) })),
  exponentialHistogram: v.nullish(v.object({ ...temporality, dataPoints: v.array(exponentialPoint) })),
  summary: v.nullish(v.object({ dataPoints: v.array(summaryPoint) })),
});

/** An export request of OTLP for metrics, as far as it is read; absent parts are empty or null. */
export const metricsRequest = v.object({
  resourceMetrics: v.array(
    v.object({
      resource: v.nullish(v.object({ attributes })),
      scopeMetrics: v.array(v.object({ metrics: v.array(metric) })),
    }),
  ),
});

export type MetricsRequest = v.InferOutput<typeof metricsRequest>;
export type OtlpMetric = v.InferOutput<typeof metric>;
export type OtlpAttributes = v.InferOutput<typeof attributes>;
export type HistogramPoint = v.InferOutput<typeof histogramPoint>;
export type ExponentialPoint = v.InferOutput<typeof exponentialPoint>;

import { parse } from 'protobufjs';
import * as v from 'valibot';
import { metricsRequest, type MetricsRequest } from './metricsRequest';

/**
 * Reads an export request in either encoding of OTLP 1.x; undefined for what is none. What reads protobuf is large: this
 * file is imported only where programs send it.
 */
export function decodeMetricsRequest(body: Buffer, encoding: 'protobuf' | 'json'): MetricsRequest | undefined {
  try {
    const message =
      encoding === 'json' ? Request.fromObject(JSON.parse(body.toString()) as object) : Request.decode(body);
    const parsed = v.safeParse(metricsRequest, Request.toObject(message, { longs: Number, defaults: true }));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // The decoder throws over whatever it does not understand.
    return undefined;
  }
}

/**
 * What of a request is read, by the numbers of its fields; others are passed over. Source: opentelemetry-proto 1.x,
 * `metrics_service.proto`, `metrics.proto`, `common.proto`, `resource.proto`.
 */
const SCHEMA = `
  syntax = "proto3";
  message Request { repeated ResourceMetrics resource_metrics = 1; }
  message ResourceMetrics { Resource resource = 1; repeated ScopeMetrics scope_metrics = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeMetrics { repeated Metric metrics = 2; }
  message Metric {
    string name = 1;
    oneof data {
      Gauge gauge = 5; Sum sum = 7; Histogram histogram = 9;
      ExponentialHistogram exponential_histogram = 10; Summary summary = 11;
    }
  }
  message Gauge { repeated NumberPoint data_points = 1; }
  message Sum { repeated NumberPoint data_points = 1; int32 aggregation_temporality = 2; bool is_monotonic = 3; }
  message Histogram { repeated HistogramPoint data_points = 1; int32 aggregation_temporality = 2; }
  message ExponentialHistogram { repeated ExponentialPoint data_points = 1; int32 aggregation_temporality = 2; }
  message Summary { repeated SummaryPoint data_points = 1; }
  message NumberPoint {
    oneof value { double as_double = 4; sfixed64 as_int = 6; }
    repeated KeyValue attributes = 7;
    uint32 flags = 8;
  }
  message HistogramPoint {
    fixed64 count = 4;
    repeated fixed64 bucket_counts = 6;
    repeated double explicit_bounds = 7;
    repeated KeyValue attributes = 9;
    uint32 flags = 10;
  }
  message ExponentialPoint {
    repeated KeyValue attributes = 1;
    fixed64 count = 4;
    sint32 scale = 6;
    fixed64 zero_count = 7;
    Buckets positive = 8;
    Buckets negative = 9;
    uint32 flags = 10;
    double zero_threshold = 14;
  }
  message Buckets { sint32 offset = 1; repeated uint64 bucket_counts = 2; }
  message SummaryPoint {
    fixed64 count = 4;
    repeated Quantile quantile_values = 6;
    repeated KeyValue attributes = 7;
    uint32 flags = 8;
  }
  message Quantile { double quantile = 1; double value = 2; }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
`;

const Request = parse(SCHEMA, { keepCase: false }).root.lookupType('Request');

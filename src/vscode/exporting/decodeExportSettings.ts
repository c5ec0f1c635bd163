import * as v from 'valibot';

/** How metrics are offered to Prometheus. */
export interface PrometheusSettings {
  readonly isEnabled: boolean;
  readonly port: number;
}

/** How values are pushed to an OpenTelemetry backend. */
export interface OtlpSettings {
  /** As it was written; empty where nothing is to be pushed. */
  readonly endpoint: string;
  readonly intervalMs: number;
}

/** The port that OpenTelemetry's own Prometheus exporters listen on. */
const DEFAULT_PORT = 9464;

const port = v.pipe(v.number(), v.integer(), v.minValue(1_024), v.maxValue(65_535));
const interval = v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(3_600_000));

/** The settings out of what `get` gives for a name, of whatever shape; what is not valid is replaced by its default. */
export function decodePrometheusSettings(get: (name: string) => unknown): PrometheusSettings {
  return {
    isEnabled: v.parse(v.fallback(v.boolean(), false), get(PROMETHEUS_ENABLED)),
    port: v.parse(v.fallback(port, DEFAULT_PORT), get('export.prometheus.port')),
  };
}

/** The settings out of what `get` gives for a name, of whatever shape; what is not valid is replaced by its default. */
export function decodeOtlpSettings(get: (name: string) => unknown): OtlpSettings {
  return {
    endpoint: v.parse(v.fallback(v.string(), ''), get('export.otlp.endpoint')),
    intervalMs: v.parse(v.fallback(interval, 10_000), get('export.otlp.interval')),
  };
}

/** The name of the setting that turns the endpoint for Prometheus on. */
export const PROMETHEUS_ENABLED = 'export.prometheus.enabled';

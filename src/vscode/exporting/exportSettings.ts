import * as v from 'valibot';
import * as vscode from 'vscode';
import { CONFIGURATION_SECTION } from '../ids';

/** How metrics are offered to Prometheus. */
export interface PrometheusSettings {
  readonly isEnabled: boolean;
  readonly port: number;
}

/** The port that OpenTelemetry's own Prometheus exporters listen on. */
export const DEFAULT_PORT = 9464;

/** Reads the settings; one that is not valid is replaced by its default. */
export function readPrometheusSettings(): PrometheusSettings {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  return {
    isEnabled: v.parse(v.fallback(v.boolean(), false), configuration.get<unknown>(PROMETHEUS_ENABLED)),
    port: v.parse(v.fallback(port, DEFAULT_PORT), configuration.get<unknown>('export.prometheus.port')),
  };
}

/** How values are pushed to an OpenTelemetry backend. */
export interface OtlpSettings {
  /** As it was written; empty where nothing is to be pushed. */
  readonly endpoint: string;
  readonly intervalMs: number;
}

/** Reads the settings; one that is not valid is replaced by its default. */
export function readOtlpSettings(): OtlpSettings {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  return {
    endpoint: v.parse(v.fallback(v.string(), ''), configuration.get<unknown>('export.otlp.endpoint')),
    intervalMs: v.parse(v.fallback(interval, 10_000), configuration.get<unknown>('export.otlp.interval')),
  };
}

/** Turns the endpoint for Prometheus on. */
export async function enablePrometheus(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  await configuration.update(PROMETHEUS_ENABLED, true, vscode.ConfigurationTarget.Global);
}

const PROMETHEUS_ENABLED = 'export.prometheus.enabled';

const port = v.pipe(v.number(), v.integer(), v.minValue(1_024), v.maxValue(65_535));
const interval = v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(3_600_000));

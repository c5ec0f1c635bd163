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

/** Turns the endpoint for Prometheus on. */
export async function enablePrometheus(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  await configuration.update(PROMETHEUS_ENABLED, true, vscode.ConfigurationTarget.Global);
}

const PROMETHEUS_ENABLED = 'export.prometheus.enabled';

const port = v.pipe(v.number(), v.integer(), v.minValue(1_024), v.maxValue(65_535));

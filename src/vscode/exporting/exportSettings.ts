import * as vscode from 'vscode';
import { CONFIGURATION_SECTION } from '../ids';
import {
  decodeOtlpSettings,
  decodePrometheusSettings,
  PROMETHEUS_ENABLED,
  type OtlpSettings,
  type PrometheusSettings,
} from './decodeExportSettings';

/** Reads the settings; one that is not valid is replaced by its default. */
export function readPrometheusSettings(): PrometheusSettings {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  return decodePrometheusSettings((name) => configuration.get<unknown>(name));
}

/** Reads the settings; one that is not valid is replaced by its default. */
export function readOtlpSettings(): OtlpSettings {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  return decodeOtlpSettings((name) => configuration.get<unknown>(name));
}

/** Turns the endpoint for Prometheus on. */
export async function enablePrometheus(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  await configuration.update(PROMETHEUS_ENABLED, true, vscode.ConfigurationTarget.Global);
}

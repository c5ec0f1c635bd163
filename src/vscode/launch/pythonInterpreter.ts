import * as vscode from 'vscode';
import type { LaunchConfiguration } from '../../launching/configurations/launchConfiguration';

const PYTHON_EXTENSION = 'ms-python.python';

/** A Python configuration that names no interpreter runs in the one that was selected, where there is such a choice. */
export function withInterpreter(configuration: LaunchConfiguration): LaunchConfiguration {
  const isPython = configuration.type === 'debugpy' || configuration.type === 'python';
  const isNamed = configuration.python !== undefined || configuration.pythonPath !== undefined;
  if (!isPython || isNamed || vscode.extensions.getExtension(PYTHON_EXTENSION) === undefined) return configuration;
  return { ...configuration, python: '${command:python.interpreterPath}' };
}

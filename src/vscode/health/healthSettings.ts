import * as vscode from 'vscode';
import { decodeChecks, type CheckProblem, type ConfiguredChecks } from '../../monitoring/health/decodeChecks';
import { CONFIGURATION_SECTION } from '../ids';

const CHECKS = 'health.checks';

/** The health checks as they are set, and what is wrong with them, in sentences for people. */
export function readChecks(): {
  readonly checks: ReadonlyMap<string, ConfiguredChecks>;
  readonly problems: readonly string[];
} {
  // Where the workspace is not trusted, its own value is not among what the editor returns.
  const given = vscode.workspace.getConfiguration(CONFIGURATION_SECTION).get<unknown>(CHECKS);
  const { checks, problems } = decodeChecks(given);
  return { checks, problems: problems.map(problemText) };
}

/** Whether a change of the settings is about them. */
export function affectsChecks(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${CONFIGURATION_SECTION}.${CHECKS}`);
}

function problemText({ name, message }: CheckProblem): string {
  const setting = `${CONFIGURATION_SECTION}.${CHECKS}`;
  if (name === '') return vscode.l10n.t('{0}: {1}', setting, message);
  return vscode.l10n.t('{0}: the checks of "{1}" are off. {2}', setting, name, message);
}

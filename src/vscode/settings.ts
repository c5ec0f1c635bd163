import * as vscode from 'vscode';
import { decodeSettings, INTERVAL_MS, type InvalidSetting, type Settings } from './decodeSettings';
import { CONFIGURATION_SECTION } from './ids';

/** A setting that was given but cannot be used, with what is allowed and what is used instead. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

/** Reads the settings; one that is not valid is replaced by its default and reported. */
export function readSettings(): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  const { settings, invalid } = decodeSettings((name) => configuration.get<unknown>(name));
  return { settings, problems: invalid.map(problemOf) };
}

function problemOf({ name, given, allowed, fallback }: InvalidSetting): SettingProblem {
  const setting = `${CONFIGURATION_SECTION}.${name}`;
  const message = vscode.l10n.t(
    '{0} is {1}, but must be {2}. {3} is used instead.',
    setting,
    JSON.stringify(given),
    allowed === 'interval'
      ? vscode.l10n.t('a whole number of milliseconds from {0} to {1}', INTERVAL_MS.min, INTERVAL_MS.max)
      : allowed.join(', '),
    String(fallback),
  );
  return { setting, message };
}

/** Writes one of our settings where it is set already: the workspace's settings, else the person's own. */
export function writeSetting(name: string, value: unknown): Thenable<void> {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  const isOfWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
  const target = isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  return configuration.update(name, value, target);
}

/** Calls back whenever one of our settings has changed. */
export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(CONFIGURATION_SECTION)) listener();
  });
}

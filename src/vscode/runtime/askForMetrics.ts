import * as vscode from 'vscode';

/** Asks a person whether a program's page of metrics is to be shown; resolves when they have answered, if ever. */
export async function askForMetrics(name: string, url: string): Promise<boolean> {
  const show = vscode.l10n.t('Show Them');
  const message = vscode.l10n.t('"{0}" tells its metrics at {1}. Show them beside its CPU and memory?', name, url);
  return (await vscode.window.showInformationMessage(message, show, vscode.l10n.t('No'))) === show;
}

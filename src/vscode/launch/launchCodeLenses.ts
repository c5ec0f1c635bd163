import * as vscode from 'vscode';
import { Owner } from '../disposables';
import { LAUNCH_COMMANDS } from '../ids';
import { hiddenNames, type LaunchCatalog } from './launchCatalog';

const FILES: vscode.DocumentSelector = [{ pattern: '**/.vscode/launch.json' }, { pattern: '**/*.code-workspace' }];

/** "Monitor" above every configuration and compound of a launch.json and of a workspace file. */
export class LaunchCodeLenses extends Owner {
  constructor(catalog: LaunchCatalog) {
    super();
    this.register(
      vscode.languages.registerCodeLensProvider(FILES, {
        onDidChangeCodeLenses: catalog.onDidChange,
        provideCodeLenses: (document) => lensesOf(document, catalog),
      }),
    );
  }
}

async function lensesOf(document: vscode.TextDocument, catalog: LaunchCatalog): Promise<vscode.CodeLens[]> {
  const isHidden = hiddenNames();
  const entries = await catalog.entriesIn(document.uri, document.getText());
  return entries
    .filter(({ name }) => !isHidden(name))
    .map(({ name, kind, range }) => {
      const start = document.positionAt(range.offset);
      return new vscode.CodeLens(new vscode.Range(start, start), {
        title: `$(pulse) ${vscode.l10n.t('Monitor')}`,
        tooltip: vscode.l10n.t('Start "{0}" and monitor it', name),
        command: LAUNCH_COMMANDS.monitorLaunchConfig,
        arguments: [{ reference: { sourceId: document.uri.toString(), kind, name } }],
      });
    });
}

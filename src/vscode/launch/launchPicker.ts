import * as vscode from 'vscode';
import type { OfferedEntry } from './launchCatalog';

interface EntryItem extends vscode.QuickPickItem {
  readonly offered: OfferedEntry;
}

/** Lets a person pick a launch configuration or compound; undefined if they pick none, or there is none, which is told. */
export async function pickEntry(entries: readonly OfferedEntry[]): Promise<OfferedEntry | undefined> {
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no launch configuration to monitor. Add one to .vscode/launch.json.'),
    );
    return undefined;
  }
  const items: readonly EntryItem[] = entries.map((offered) => ({
    label: offered.entry.name,
    description: typeText(offered),
    detail: offered.source.label,
    offered,
  }));
  const title = vscode.l10n.t('Monitor which launch configuration?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true }))?.offered;
}

/** What kind of entry it is, in a word. */
export function typeText({ entry }: OfferedEntry): string {
  return entry.kind === 'compound' ? vscode.l10n.t('compound') : entry.configuration.type;
}

import * as vscode from 'vscode';
import { translate } from '../../launching/configurations/translate';
import { Owner } from '../disposables';
import { LAUNCH_VIEW } from '../ids';
import { referenceTo, type LaunchCatalog, type LaunchReference, type OfferedEntry } from './launchCatalog';
import { typeText } from './launchPicker';
import type { LaunchSource } from './launchSources';

/** A place, or an entry in it; menus hand the node to their command, which takes its `reference`. */
type LaunchNode =
  | { readonly kind: 'source'; readonly source: LaunchSource }
  | { readonly kind: 'entry'; readonly offered: OfferedEntry; readonly reference: LaunchReference };

/** The view "Launch Configurations": all that can be monitored, by place where there are several. */
export class LaunchTree extends Owner implements vscode.TreeDataProvider<LaunchNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(private readonly catalog: LaunchCatalog) {
    super();
    this.onDidChangeTreeData = catalog.onDidChange;
    this.register(vscode.window.registerTreeDataProvider(LAUNCH_VIEW, this));
  }

  async getChildren(node?: LaunchNode): Promise<LaunchNode[]> {
    if (node?.kind === 'entry') return [];
    if (node !== undefined) return entriesOf(node.source);
    const sources = await this.catalog.offered();
    const [only, ...others] = sources;
    if (only === undefined) return [];
    return others.length === 0 ? entriesOf(only) : sources.map((source) => ({ kind: 'source', source }));
  }

  getTreeItem(node: LaunchNode): vscode.TreeItem {
    return node.kind === 'source' ? sourceItem(node.source) : entryItem(node.offered);
  }
}

function entriesOf(source: LaunchSource): LaunchNode[] {
  return source.entries.map((entry) => {
    const offered = { source, entry };
    return { kind: 'entry', offered, reference: referenceTo(offered) };
  });
}

function sourceItem(source: LaunchSource): vscode.TreeItem {
  const item = new vscode.TreeItem(source.label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = source.id;
  item.contextValue = 'launchSource';
  return item;
}

function entryItem(offered: OfferedEntry): vscode.TreeItem {
  const { entry, source } = offered;
  const item = new vscode.TreeItem(entry.name);
  item.id = `${source.id} ${entry.kind} ${entry.name} ${entry.range.offset}`;
  item.description = typeText(offered);
  item.iconPath = new vscode.ThemeIcon(entry.kind === 'compound' ? 'run-all' : 'play');
  item.contextValue = 'launchEntry';
  const tooltip = tooltipOf(offered);
  item.tooltip = tooltip;
  // Else a screen reader would hear the tooltip in the place of the name.
  item.accessibilityInformation = { label: [entry.name, typeText(offered), tooltip].join(', ') };
  if (source.file !== undefined) {
    const start = positionAt(source.file.text, entry.range.offset);
    const options: vscode.TextDocumentShowOptions = { selection: new vscode.Range(start, start) };
    const title = vscode.l10n.t('Show in its file');
    item.command = { command: 'vscode.open', title, arguments: [source.file.uri, options] };
  }
  return item;
}

function tooltipOf({ entry }: OfferedEntry): string {
  if (entry.kind === 'compound') return entry.compound.members.map(({ name }) => name).join(', ');
  const translation = translate(entry.configuration, process.platform);
  return translation.kind === 'debugger'
    ? vscode.l10n.t('Started by its debugger, without breakpoints: {0}', translation.reason)
    : vscode.l10n.t('Started without a debugger');
}

function positionAt(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split('\n');
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}

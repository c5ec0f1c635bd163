import * as vscode from 'vscode';
import { crashReport } from '../../history/crashReport';
import { fillStore } from '../../history/fillStore';
import type { RunCatalog } from '../../history/runCatalog';
import type { RunFolder, RunId } from '../../history/runFolder';
import { SessionStore } from '../../series/sessionStore';
import { Owner } from '../disposables';
import { REPORT_SCHEME } from '../ids';

/** The read-only documents that tell what happened before a run ended. */
export class Reports extends Owner implements vscode.TextDocumentContentProvider {
  constructor(
    private readonly folder: RunFolder,
    private readonly catalog: RunCatalog,
  ) {
    super();
    this.register(vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, this));
  }

  /** Opens the report of a run: rendered, where VS Code's own Markdown extension is not switched off. */
  async show(id: RunId): Promise<void> {
    const title = vscode.l10n.t('What happened before it died');
    const uri = vscode.Uri.from({ scheme: REPORT_SCHEME, path: `/${title}.md`, query: id });
    const document = await vscode.workspace.openTextDocument(uri);
    // Its commands are listed only once it has been used; using one of them is what activates it.
    const hasPreview = vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
    if (hasPreview) await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(document, { preview: true });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const run = await this.folder.read(uri.query);
    if (run.kind === 'unreadable') return run.reason;
    const store = new SessionStore();
    fillStore(run, store);
    const name = (await this.catalog.find(uri.query))?.name ?? run.header.name;
    return crashReport(run, name, store, (timeMs) => new Date(timeMs).toLocaleTimeString());
  }
}

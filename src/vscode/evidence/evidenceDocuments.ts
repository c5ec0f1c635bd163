import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { EvidenceFolder } from '../../runtime/capturing/evidenceFolder';
import type { Capture } from '../../shared/capture';
import type { SessionId } from '../../shared/sample';
import { Owner } from '../disposables';
import { EVIDENCE_SCHEME } from '../ids';

/** Opens evidence in the editor: profiles in VS Code's own viewers, texts as documents that cannot be changed. */
export class EvidenceDocuments extends Owner implements vscode.TextDocumentContentProvider {
  constructor(private readonly folderOf: (sessionId: SessionId) => Promise<string>) {
    super();
    this.register(vscode.workspace.registerTextDocumentContentProvider(EVIDENCE_SCHEME, this));
  }

  async open(sessionId: SessionId, { kind, file }: Pick<Capture, 'kind' | 'file'>): Promise<void> {
    const uri =
      kind === 'threads'
        ? vscode.Uri.from({ scheme: EVIDENCE_SCHEME, path: `/${file}`, query: sessionId })
        : vscode.Uri.file(new EvidenceFolder(await this.folderOf(sessionId)).file(file));
    await vscode.commands.executeCommand('vscode.open', uri);
  }

  async provideTextDocumentContent({ path, query }: vscode.Uri): Promise<string> {
    const file = new EvidenceFolder(await this.folderOf(query)).file(path);
    return readFile(file, 'utf8').catch(() => vscode.l10n.t('This evidence is no longer kept.'));
  }
}

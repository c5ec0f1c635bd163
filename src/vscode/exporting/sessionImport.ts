import { readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SessionDocument } from '../../exporting/text/sessionDocument';
import { fillFromDocument, readSessionJson, type Refused } from '../../exporting/text/readSessionJson';
import type { MonitorHub } from '../../monitoring/monitorHub';
import { SessionStore, UNLIMITED } from '../../series/sessionStore';
import type { SessionId } from '../../shared/sample';
import { asPast } from '../history/asPast';

/** A larger file is not read: its text would not fit into memory several times. */
const MOST_BYTES = 256e6;

/** What the ids of sessions begin with that were read from a file. */
const PREFIX = 'imported:';

/** Reads sessions that were exported as JSON, and opens them as past runs are. They are gone with the window. */
export class SessionImport {
  private readonly documents = new Map<SessionId, SessionDocument>();
  private count = 0;

  constructor(
    private readonly hub: MonitorHub,
    private readonly show: (sessionId: SessionId) => void,
  ) {}

  /** Lets a person choose a file, and opens what is in it. Says why where that cannot be. */
  async ask(): Promise<void> {
    const title = vscode.l10n.t('Import Session');
    const [uri] = (await vscode.window.showOpenDialog({ title, filters: { JSON: ['json'] } })) ?? [];
    if (uri === undefined) return;
    const problem = await this.open(uri).catch((error: unknown) => String(error));
    if (problem !== undefined) void vscode.window.showErrorMessage(`${uri.fsPath}: ${problem}`);
  }

  /** Fills a store with all values of an imported session; false for any other session. */
  fill(sessionId: SessionId, store: SessionStore): boolean {
    const document = this.documents.get(sessionId);
    if (document !== undefined) fillFromDocument(document, store);
    return document !== undefined;
  }

  /** Why the file cannot be opened; undefined where it is. */
  private async open(uri: vscode.Uri): Promise<string | undefined> {
    if ((await stat(uri.fsPath)).size > MOST_BYTES) return vscode.l10n.t('The file is too large.');
    const read = readSessionJson(await readFile(uri.fsPath, 'utf8'));
    if (read.kind === 'refused') return refusedText(read.reason);
    const { document } = read;
    const unknown = fillFromDocument(document, new SessionStore(UNLIMITED));
    const id = `${PREFIX}${++this.count}`;
    this.documents.set(id, document);
    this.hub.openPast(asPast(document.session, { id, endedAtMs: endOf(document) }), (store) => {
      fillFromDocument(document, store);
    });
    this.show(id);
    if (unknown.length > 0) {
      const names = unknown.join(', ');
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Left out, because this version does not know them: {0}', names),
      );
    }
    return undefined;
  }
}

/** When a session was last heard of: its end, else its newest value. */
function endOf({ session, series, exportedAtMs }: SessionDocument): number {
  if (session.endedAtMs !== undefined) return session.endedAtMs;
  const newest = series.map(({ timesMs }) => timesMs.at(-1) ?? -Infinity);
  const newestMs = newest.reduce((a, b) => Math.max(a, b), -Infinity);
  return Number.isFinite(newestMs) ? newestMs : exportedAtMs;
}

function refusedText(reason: Refused): string {
  switch (reason.kind) {
    case 'noJson':
      return vscode.l10n.t('This is no JSON: {0}.', reason.detail);
    case 'otherFormat':
      return vscode.l10n.t('This is no session of Process Monitor. Choose a file that was exported as JSON.');
    case 'laterVersion':
      return vscode.l10n.t('This was written by a later version of Process Monitor. Update the extension.');
    case 'invalid':
      return vscode.l10n.t('This is damaged at {0}: {1}.', reason.path, reason.detail);
  }
}

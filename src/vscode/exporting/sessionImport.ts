import { readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SessionDocument } from '../../exporting/text/sessionDocument';
import { fillFromDocument, readSessionJson, type Refused } from '../../exporting/text/readSessionJson';
import { fillStore } from '../../history/fillStore';
import { readRun } from '../../history/readRun';
import type { MonitorHub } from '../../monitoring/monitorHub';
import { SessionStore, UNLIMITED } from '../../series/sessionStore';
import type { SessionId } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { asPast } from '../history/asPast';

/** A larger file is not read: its text would not fit into memory several times. */
const MOST_BYTES = 256e6;

/** What the ids of sessions begin with that were read from a file. */
const PREFIX = 'imported:';

/** Reads sessions that were exported as JSON, and run files, and opens them as past runs are. They are gone with the window. */
export class SessionImport {
  private readonly fillers = new Map<SessionId, Fill>();
  private count = 0;

  constructor(
    private readonly hub: MonitorHub,
    private readonly show: (sessionId: SessionId) => void,
  ) {}

  /** Lets a person choose a file, and opens what is in it. Says why where that cannot be. */
  async ask(): Promise<void> {
    const title = vscode.l10n.t('Import Session');
    const [uri] =
      (await vscode.window.showOpenDialog({ title, filters: { [vscode.l10n.t('Runs')]: ['json', 'run'] } })) ?? [];
    if (uri === undefined) return;
    const problem = await this.open(uri).catch((error: unknown) => String(error));
    if (problem !== undefined) void vscode.window.showErrorMessage(`${uri.fsPath}: ${problem}`);
  }

  /** Fills a store with all values of an imported session; false for any other session. */
  fill(sessionId: SessionId, store: SessionStore): boolean {
    const fill = this.fillers.get(sessionId);
    fill?.(store);
    return fill !== undefined;
  }

  /** Why the file cannot be opened; undefined where it is. */
  private async open(uri: vscode.Uri): Promise<string | undefined> {
    if ((await stat(uri.fsPath)).size > MOST_BYTES) return vscode.l10n.t('The file is too large.');
    const content = await readFile(uri.fsPath);
    const read = content[0] === BRACE ? readDocument(content.toString('utf8')) : readRunFile(content);
    if (typeof read === 'string') return read;
    const { session, endedAtMs, fill, warning } = read;
    const id = `${PREFIX}${++this.count}`;
    this.fillers.set(id, fill);
    this.hub.openPast(asPast(session, { id, endedAtMs }), fill);
    this.show(id);
    if (warning !== undefined) void vscode.window.showWarningMessage(warning);
    return undefined;
  }
}

type Fill = (store: SessionStore) => void;

/** What a file holds. */
interface ImportedRun {
  readonly session: Session;
  readonly endedAtMs: number;
  /** Puts all values into a store. */
  readonly fill: Fill;
  /** What was left out, in a sentence; absent where all is well. */
  readonly warning?: string;
}

/** What JSON begins with, and a run file does not. */
const BRACE = '{'.charCodeAt(0);

function readDocument(text: string): ImportedRun | string {
  const read = readSessionJson(text);
  if (read.kind === 'refused') return refusedText(read.reason);
  const { document } = read;
  const unknown = fillFromDocument(document, new SessionStore(UNLIMITED));
  const names = unknown.join(', ');
  return {
    session: document.session,
    endedAtMs: endOf(document),
    fill: (store) => {
      fillFromDocument(document, store);
    },
    ...(unknown.length === 0
      ? {}
      : { warning: vscode.l10n.t('Left out, because this version does not know them: {0}', names) }),
  };
}

function readRunFile(content: Buffer): ImportedRun | string {
  const run = readRun(content);
  if (run.kind === 'unreadable') return run.reason;
  const store = new SessionStore(UNLIMITED);
  fillStore(run, store);
  const lastMs = Math.max(run.session.startedAtMs, ...store.treeSeries().map((series) => series.lastMs ?? -Infinity));
  return {
    session: run.session,
    endedAtMs: run.session.endedAtMs ?? lastMs,
    fill: (target) => {
      fillStore(run, target);
    },
    ...(run.damage === undefined ? {} : { warning: run.damage }),
  };
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

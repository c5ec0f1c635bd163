import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { fillStore } from '../../history/fillStore';
import type { StoredRun } from '../../history/readRun';
import { RunCatalog, type CatalogRun } from '../../history/runCatalog';
import { RunFolder, type RunId } from '../../history/runFolder';
import { runsFolderOf } from '../../history/runsFolderOf';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { SessionStore } from '../../series/sessionStore';
import type { Clock } from '../../shared/clock';
import type { PastRunOutline } from '../../shared/pastRunOutline';
import type { SessionId } from '../../shared/sample';
import { Owner } from '../disposables';
import { ContinuedRuns } from './continuedRuns';
import { gitStateOf } from './gitState';
import { HistoryCommands } from './historyCommands';
import { readHistorySettings } from './historySettings';
import { pastRunOutlines } from './pastRunOutlines';
import { pastSessionId, PastRuns, runIdOf } from './pastRuns';
import { PastRunsView } from './pastRunsView';
import { isAlive } from './processAlive';
import { Recording } from './recording';
import { Reports } from './reports';
import { SessionOutput } from './sessionOutput';

/** What keeping runs needs of the rest. */
export interface HistoryPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly context: vscode.ExtensionContext;
  /** The debug session with this id, as long as it runs. */
  debugSession(sessionId: SessionId): vscode.DebugSession | undefined;
  /** Shows a session in the panel. */
  show(sessionId: SessionId): void;
  /** The list of past runs has changed. */
  onChanged(): void;
}

/** Every run is kept: recording, past runs, and what happened before one died. */
export class HistoryFeatures extends Owner {
  /** Finds what was recorded of the runs that went on while the window was reloaded. */
  readonly earlierRuns: ContinuedRuns;
  private readonly folder: RunFolder;
  private readonly catalog: RunCatalog;
  private readonly pastRuns: PastRuns;
  private readonly recording: Recording;
  private readonly reports: Reports;
  private outlines: readonly PastRunOutline[] = [];

  constructor(private readonly ports: HistoryPorts) {
    super();
    const { hub, clock, log, context } = ports;
    // Without a workspace there is no storage of its own.
    const storage = context.storageUri ?? context.globalStorageUri;
    const folder = new RunFolder(runsFolderOf(storage.fsPath));
    this.folder = folder;
    const continued = new ContinuedRuns(folder, isAlive, (text) => {
      log.warn(text);
    });
    this.earlierRuns = continued;
    this.catalog = new RunCatalog(folder, isAlive);
    this.pastRuns = this.register(new PastRuns(hub, folder, this.catalog));
    this.reports = this.register(new Reports(folder, this.catalog));
    this.recording = this.register(
      new Recording({
        hub,
        clock,
        folder,
        versions: { extension: versionOf(context.extension), editor: vscode.version, platform: process.platform },
        isEnabled: () => readHistorySettings().isEnabled,
        random: () => randomBytes(4).toString('hex'),
        gitState: (sessionId) => gitStateOf(this.folderOf(sessionId)),
        configurationOf: (sessionId) => ports.debugSession(sessionId)?.configuration.name,
        takeContinued: (sessionId) => continued.take(sessionId),
        onChanged: () => {
          this.handle(this.tidy(), 'The runs that are kept could not be listed');
        },
        onProblem: (message) => {
          const text = vscode.l10n.t('Process Monitor cannot keep this run: {0} Monitoring goes on.', message);
          // Nobody waits for the answer: a toast's promise may never resolve.
          void vscode.window.showWarningMessage(text);
        },
        log: (text) => {
          log.warn(text);
        },
      }),
    );
    this.register(
      new SessionOutput((rootId, text) => {
        this.recording.addOutput(rootId, text);
      }),
    );
    const lookAgain = (): void => {
      this.handle(this.pastRuns.refresh(), 'The runs that are kept could not be listed');
    };
    this.register(new PastRunsView(this.pastRuns, lookAgain));
    this.register(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) lookAgain();
      }),
    );
    this.register(
      this.pastRuns.onDidChange(() => {
        const ofThisWindow = new Set(hub.sessions().map(({ id }) => this.recording.runIdOf(id)));
        this.outlines = pastRunOutlines(this.pastRuns.all().filter(({ id }) => !ofThisWindow.has(id)));
        ports.onChanged();
      }),
    );
    this.register(
      new HistoryCommands({
        pastRuns: this.pastRuns,
        open: async ({ id }) => {
          await this.load(pastSessionId(id));
          ports.show(pastSessionId(id));
        },
        report: ({ id }) => this.reports.show(id),
      }),
    );
  }

  /** Puts right what a crash has left, once those that go on are taken up; then lists what there is. */
  async settle(): Promise<void> {
    const unreadable = await this.catalog.settle();
    for (const id of unreadable) this.ports.log.warn(`The run ${id} cannot be read.`);
    await this.tidy();
  }

  /** The runs of earlier times, newest first, without those that this window shows as its own. */
  outlinesOfPastRuns(): readonly PastRunOutline[] {
    return this.outlines;
  }

  /**
   * Opens the past run behind a session id; does nothing for any other id. Tells a person what is wrong with it. Never
   * rejects.
   */
  async load(sessionId: SessionId): Promise<void> {
    const problem = await this.pastRuns.open(sessionId).catch((error: unknown) => {
      this.ports.log.error(`A past run could not be opened: ${String(error)}`);
      return vscode.l10n.t('This run cannot be opened: {0}', error instanceof Error ? error.message : String(error));
    });
    if (problem !== undefined) void vscode.window.showWarningMessage(problem);
  }

  /** The runs that are over, newest first, by the ids under which they are opened. */
  kept(): readonly { readonly sessionId: SessionId; readonly name: string; readonly startedAtMs: number }[] {
    return this.pastRuns.all().map(({ id, name, summary: { startedAtMs } }) => ({
      sessionId: pastSessionId(id),
      name,
      startedAtMs,
    }));
  }

  /** Opens what happened before the end of a session of this window; false where it is not recorded. */
  async report(sessionId: SessionId): Promise<boolean> {
    const id = this.recording.runIdOf(sessionId);
    if (id === undefined) return false;
    await this.recording.flush(sessionId);
    await this.reports.show(id);
    return true;
  }

  /** Fills a store with all that is kept of a session, past or of this window; false where nothing is. */
  async fill(sessionId: SessionId, store: SessionStore): Promise<boolean> {
    await this.recording.flush(sessionId);
    const id = runIdOf(sessionId) ?? this.recording.runIdOf(sessionId);
    const run = id === undefined ? undefined : await this.folder.read(id);
    if (run?.kind !== 'run') return false;
    fillStore(run, store);
    return true;
  }

  /** All runs that are kept, newest first, those that go on included. */
  runs(): Promise<readonly CatalogRun[]> {
    return this.catalog.list();
  }

  /** The run that a session is kept as; undefined where it is not. */
  runIdOf(sessionId: SessionId): RunId | undefined {
    return runIdOf(sessionId) ?? this.recording.runIdOf(sessionId);
  }

  /** Where the evidence of a session is kept, absolute; undefined where its run is not. */
  evidenceFolder(sessionId: SessionId): string | undefined {
    const id = this.runIdOf(sessionId);
    return id === undefined ? undefined : this.folder.evidencePath(id);
  }

  /** A run with all that is known of it by now; undefined where it cannot be read. */
  async read(id: RunId): Promise<StoredRun | undefined> {
    const sessions = this.ports.hub.sessions().filter((session) => this.recording.runIdOf(session.id) === id);
    await Promise.all(sessions.map((session) => this.recording.flush(session.id)));
    const run = await this.folder.read(id);
    return run.kind === 'run' ? run : undefined;
  }

  private async tidy(): Promise<void> {
    const { clock } = this.ports;
    const removed = await this.catalog.prune(readHistorySettings(), clock.nowMs());
    if (removed > 0) this.ports.log.info(`${removed} runs were removed: they were too old, or there was no room.`);
    await this.pastRuns.refresh();
  }

  private folderOf(sessionId: SessionId): vscode.Uri | undefined {
    const folder = this.ports.debugSession(sessionId)?.workspaceFolder ?? vscode.workspace.workspaceFolders?.[0];
    return folder?.uri;
  }

  private handle(work: Promise<unknown>, failure: string): void {
    work.catch((error: unknown) => {
      this.ports.log.error(`${failure}: ${String(error)}`);
    });
  }
}

function versionOf(extension: vscode.Extension<unknown>): string {
  const manifest: unknown = extension.packageJSON;
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}

import * as vscode from 'vscode';
import { fillStore } from '../../history/fillStore';
import type { CatalogRun, RunCatalog } from '../../history/runCatalog';
import type { RunFolder, RunId } from '../../history/runFolder';
import type { MonitorHub } from '../../monitoring/monitorHub';
import { Owner } from '../disposables';
import { asPast } from './asPast';

/** What the ids of sessions begin with that were opened from the disk. */
const PREFIX = 'past:';

/** The session under which a run is opened. */
export function pastSessionId(id: RunId): string {
  return `${PREFIX}${id}`;
}

/** The run that is opened under a session id; undefined for a session of another kind. */
export function runIdOf(sessionId: string): RunId | undefined {
  return sessionId.startsWith(PREFIX) ? sessionId.slice(PREFIX.length) : undefined;
}

/** The runs of earlier times, as they were last read; opens them beside the live ones. */
export class PastRuns extends Owner {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private runs: readonly CatalogRun[] = [];
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly hub: MonitorHub,
    private readonly folder: RunFolder,
    private readonly catalog: RunCatalog,
  ) {
    super();
  }

  /** Those that are over, newest first. */
  all(): readonly CatalogRun[] {
    return this.runs.filter(({ isWriting }) => !isWriting);
  }

  /** Reads the list anew; calls are answered in order. */
  refresh(): Promise<void> {
    this.reading = this.reading
      .catch(() => undefined)
      .then(async () => {
        this.runs = await this.catalog.list();
        this.updateOpenRuns();
        this.changed.fire();
      });
    return this.reading;
  }

  /**
   * Opens the run behind a session id, if it is one of an earlier time that is not yet open. Returns why it cannot be
   * opened, or what of it was damaged; undefined where all is well.
   */
  async open(sessionId: string): Promise<string | undefined> {
    if (!sessionId.startsWith(PREFIX) || this.hub.pastSessions().some(({ id }) => id === sessionId)) return undefined;
    const known = this.runs.find(({ id }) => pastSessionId(id) === sessionId);
    if (known === undefined) return vscode.l10n.t('This run is no longer kept.');
    const run = await this.folder.read(known.id);
    if (run.kind === 'unreadable') return run.reason;
    const { session } = run;
    const { endedAtMs } = known;
    const reason = session.reason ?? vscode.l10n.t('Recording was interrupted: its end is not known.');
    const shown = asPast(session, { id: sessionId, name: known.name, endedAtMs, reason });
    this.hub.openPast(shown, (store) => {
      fillStore(run, store);
    });
    return run.damage;
  }

  async rename(id: RunId, name: string): Promise<void> {
    await this.folder.writeNote(id, { ...(await this.folder.note(id)), name });
    await this.refresh();
  }

  async setPinned(id: RunId, isPinned: boolean): Promise<void> {
    await this.folder.writeNote(id, { ...(await this.folder.note(id)), isPinned });
    await this.refresh();
  }

  /** Removes a run for good, at a person's wish: it is no longer shown either. */
  async remove(id: RunId): Promise<void> {
    await this.folder.remove(id);
    this.hub.closePast(pastSessionId(id));
    await this.refresh();
  }

  /** Runs that are open take on a new name, and say so when they had to make room: they may be looked at just now. */
  private updateOpenRuns(): void {
    for (const { id, name, reason = '' } of this.hub.pastSessions()) {
      const runId = runIdOf(id);
      if (runId === undefined) continue;
      const kept = this.runs.find((run) => run.id === runId);
      const removed = vscode.l10n.t('This run is no longer kept: it can be looked at until the window is closed.');
      if (kept === undefined && !reason.endsWith(removed)) {
        this.hub.changePast(id, { reason: `${reason} ${removed}`.trim() });
      } else if (kept !== undefined && kept.name !== name) this.hub.changePast(id, { name: kept.name });
    }
  }
}

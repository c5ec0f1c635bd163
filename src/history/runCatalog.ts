import { SessionStore } from '../series/sessionStore';
import { fillStore } from './fillStore';
import { runsToRemove, type HistoryLimits } from './retention';
import type { RunFolder, RunId } from './runFolder';
import { summaryOf, type RunSummary } from './runSummary';

/** A run as lists show it. */
export interface CatalogRun {
  readonly id: RunId;
  readonly summary: RunSummary;
  /** The name that a person gave it; else that of its session. */
  readonly name: string;
  readonly isPinned: boolean;
  readonly isWriting: boolean;
  readonly bytes: number;
  readonly endedAtMs: number;
}

/** The runs of a folder: what there is, what is to be put right after a crash, and what has had its time. */
export class RunCatalog {
  constructor(
    private readonly folder: RunFolder,
    /** Whether a process lives: the writer of a run that is not over. */
    private readonly isAlive: (pid: number) => boolean,
  ) {}

  /** All runs that have a summary, newest first. */
  async list(): Promise<readonly CatalogRun[]> {
    const runs = await Promise.all((await this.folder.ids()).map((id) => this.find(id)));
    return runs.filter((run) => run !== undefined).toReversed();
  }

  /** A run by its id; undefined where there is none, or none with a summary. */
  async find(id: RunId): Promise<CatalogRun | undefined> {
    const [summary, note, bytes] = await Promise.all([
      this.folder.summary(id),
      this.folder.note(id),
      this.folder.bytes(id),
    ]);
    if (summary === undefined) return undefined;
    return {
      id,
      summary,
      name: note.name ?? summary.name,
      isPinned: note.isPinned ?? false,
      isWriting: summary.outcome === 'running' && this.isAlive(summary.writerPid),
      bytes,
      endedAtMs: summary.endedAtMs ?? summary.startedAtMs,
    };
  }

  /**
   * Gives each run whose writer did not live to tell its end a summary of what it wrote; those that a window is about to
   * continue are left to it. Returns the ids of those that cannot be read.
   */
  async settle(): Promise<readonly RunId[]> {
    const unreadable: RunId[] = [];
    for (const id of await this.folder.ids()) {
      if (await this.isTaken(id)) continue;
      const summary = await this.folder.summary(id);
      const run = await this.folder.read(id);
      // A window that has just created a file may not have got to its summary yet.
      if (run.kind === 'unreadable') {
        if (summary !== undefined) unreadable.push(id);
        continue;
      }
      const store = new SessionStore();
      fillStore(run, store);
      const lastMs = Math.max(...store.treeSeries().map((series) => series.lastMs ?? -Infinity));
      const endedAtMs = run.session.endedAtMs ?? (Number.isFinite(lastMs) ? lastMs : run.session.startedAtMs);
      const writer = { pid: summary?.writerPid ?? 0, isWriting: false };
      // Reading takes a while: a window may have begun to continue it.
      if (await this.isTaken(id)) continue;
      await this.folder.writeSummary(id, summaryOf(run.header, { ...run.session, endedAtMs }, store, writer));
    }
    return unreadable;
  }

  /** Whether a run needs nothing: its end was told, or a process that lives writes it or is about to. */
  private async isTaken(id: RunId): Promise<boolean> {
    // The claim first: it is given up once the summary tells of the new writer.
    const claimant = await this.folder.claimant(id);
    if (claimant !== undefined && this.isAlive(claimant)) return true;
    const summary = await this.folder.summary(id);
    return summary !== undefined && (summary.outcome !== 'running' || this.isAlive(summary.writerPid));
  }

  /** Removes what is older or more than the limits allow; returns how many runs went. */
  async prune(limits: HistoryLimits, nowMs: number): Promise<number> {
    const removed = runsToRemove(await this.list(), limits, nowMs);
    for (const { id } of removed) await this.folder.remove(id);
    return removed.length;
  }
}

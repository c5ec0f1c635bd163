import { fillStore } from '../../history/fillStore';
import type { OutputTail } from '../../history/outputTail';
import type { StoredRun } from '../../history/readRun';
import type { RunFolder, RunId } from '../../history/runFolder';
import { RunRecorder, type RecorderOptions } from '../../history/runRecorder';
import { SeriesDictionary } from '../../history/seriesDictionary';
import type { SessionMonitor } from '../../monitoring/sessionMonitor';
import type { ProcessIdentity, SessionId } from '../../shared/sample';
import type { EarlierRun, EarlierRuns } from '../runsPorts';
import type { WatchedRun } from '../watchedRuns';

/** The start of a process is known to a second where the system tells no better. */
const SAME_START_MS = 2_000;

/** Finds the runs that went on while the window was reloaded, and lets them be continued in the same files. */
export class ContinuedRuns implements EarlierRuns {
  private readonly found = new Map<SessionId, ContinuedRun>();

  constructor(
    private readonly folder: RunFolder,
    private readonly isAlive: (pid: number) => boolean,
    private readonly log: (text: string) => void,
  ) {}

  async find(sessionId: SessionId, roots: readonly ProcessIdentity[]): Promise<EarlierRun | undefined> {
    try {
      const id = await this.idOf(roots);
      if (id === undefined || !(await this.folder.claim(id, process.pid))) return undefined;
      const run = await this.folder.read(id);
      if (run.kind === 'unreadable') {
        await this.folder.release(id);
        return undefined;
      }
      const continued = new ContinuedRun(this.folder, id, run);
      this.found.set(sessionId, continued);
      return continued;
    } catch (error) {
      this.log(`What was recorded before the reload could not be read: ${String(error)}`);
      return undefined;
    }
  }

  /**
   * The runs to be taken up: those that are remembered, and those that a window has left behind which did not live to
   * have them remembered. Never rejects.
   */
  async toResume(remembered: readonly WatchedRun[]): Promise<readonly WatchedRun[]> {
    try {
      const all = [...remembered];
      for (const id of await this.folder.ids()) {
        const summary = await this.folder.summary(id);
        if (summary?.outcome !== 'running' || this.isAlive(summary.writerPid)) continue;
        const { name, type, roots } = summary;
        if (!all.some(({ processes }) => haveSame(processes, roots))) all.push({ name, type, processes: roots });
      }
      return all;
    } catch (error) {
      this.log(`Which runs were left behind could not be read: ${String(error)}`);
      return remembered;
    }
  }

  /** The run that a session goes on with, once. */
  take(sessionId: SessionId): ContinuedRun | undefined {
    const continued = this.found.get(sessionId);
    this.found.delete(sessionId);
    return continued;
  }

  /** The newest run with one of these roots whose writer has gone. */
  private async idOf(roots: readonly ProcessIdentity[]): Promise<RunId | undefined> {
    for (const id of (await this.folder.ids()).toReversed()) {
      const summary = await this.folder.summary(id);
      if (summary?.outcome !== 'running' || this.isAlive(summary.writerPid)) continue;
      if (haveSame(summary.roots, roots)) return id;
    }
    return undefined;
  }
}

/** Whether a process is among both. */
function haveSame(some: readonly ProcessIdentity[], others: readonly ProcessIdentity[]): boolean {
  return some.some((a) =>
    others.some((b) => a.pid === b.pid && Math.abs(a.startTimeMs - b.startTimeMs) <= SAME_START_MS),
  );
}

/** A run that is about to be continued. */
export class ContinuedRun implements EarlierRun {
  private readonly dictionary: SeriesDictionary;

  constructor(
    private readonly folder: RunFolder,
    private readonly id: RunId,
    readonly run: StoredRun,
  ) {
    this.dictionary = new SeriesDictionary(run.keys);
  }

  get startedAtMs(): number {
    return this.run.header.startedAtMs;
  }

  restore(monitor: SessionMonitor, timeMs: number): void {
    fillStore({ ...this.run, session: { ...this.run.session, processes: [] } }, monitor.store);
    // The gap that the monitor adds is to be written, what it was filled with is not.
    this.dictionary.take(monitor.store);
    monitor.restore(this.run.session, timeMs);
  }

  resume(output: OutputTail, options: RecorderOptions): Promise<RunRecorder> {
    return RunRecorder.resume(this.id, this.run, this.dictionary, output, options);
  }

  /** Its summary names the new writer now: other windows leave it alone. */
  async release(): Promise<void> {
    await this.folder.release(this.id);
  }
}

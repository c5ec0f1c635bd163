import { OutputTail } from '../../history/outputTail';
import { newRunId, type RunFolder, type RunId } from '../../history/runFolder';
import { RunRecorder, type RecorderOptions } from '../../history/runRecorder';
import { FORMAT_VERSION, type GitState } from '../../history/runRecords';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { Clock } from '../../shared/clock';
import type { SessionId } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { Owner } from '../disposables';
import type { ContinuedRun } from './continuedRuns';
import { RecordedSession } from './recordedSession';

/** At most so much is lost when the window or the machine crashes. */
const FLUSH_EVERY_MS = 5_000;

/** So long after its end a run may still be told how it ended. */
const CLOSE_AFTER_MS = 3_000;

/** What recording needs of the rest. */
export interface RecordingPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly folder: RunFolder;
  readonly versions: Readonly<Record<string, string>>;
  isEnabled(): boolean;
  random(): string;
  gitState(sessionId: SessionId): Promise<GitState | undefined>;
  /** The name of the launch configuration of a session; undefined where it has none. */
  configurationOf(sessionId: SessionId): string | undefined;
  /** The run that a session goes on with, taken from before the window was reloaded. */
  takeContinued(sessionId: SessionId): ContinuedRun | undefined;
  /** A run was begun or has ended: lists are to be read anew. */
  onChanged(): void;
  /** Runs cannot be written; told once until it works again. */
  onProblem(message: string): void;
  log(text: string): void;
}

/** Records every session of the hub into a file of its own. Nothing waits for it, least of all sampling. */
export class Recording extends Owner {
  private readonly sessions = new Map<SessionId, RecordedSession>();
  private readonly runIds = new Map<SessionId, RunId>();
  /** Those that have ended and are about to be closed. */
  private readonly closing = new Set<RecordedSession>();
  private cancelFlush: (() => void) | undefined;
  private hasProblem = false;

  constructor(private readonly ports: RecordingPorts) {
    super();
    this.register({
      dispose: ports.hub.onUpdate(({ session }) => {
        this.onUpdate(session);
      }),
    });
    this.register({
      dispose: () => {
        this.cancelFlush?.();
        for (const session of this.sessions.values()) session.flushNow();
      },
    });
  }

  /** A program has written something. */
  addOutput(sessionId: SessionId, text: string): void {
    this.sessions.get(sessionId)?.output.add(text);
  }

  /** The id of the run of a session of this window; undefined where it is not recorded. */
  runIdOf(sessionId: SessionId): RunId | undefined {
    return this.runIds.get(sessionId);
  }

  /** Writes what is new of a session, so that its file holds all there is. Never rejects. */
  async flush(sessionId: SessionId): Promise<void> {
    await this.sessions.get(sessionId)?.flush();
  }

  private onUpdate(session: Session): void {
    const recorded = this.sessions.get(session.id);
    if (recorded !== undefined) {
      if (recorded.update(session)) this.handle(recorded.flush());
      if (session.endedAtMs !== undefined) this.closeLater(session.id, recorded);
      return;
    }
    if (session.endedAtMs === undefined && this.ports.isEnabled()) this.begin(session);
  }

  private begin(session: Session): void {
    const store = this.ports.hub.monitor(session.id)?.store;
    if (store === undefined) return;
    const continued = this.ports.takeContinued(session.id);
    const output = continued === undefined ? new OutputTail() : new OutputTail(continued.run.output);
    const recorded = new RecordedSession(session, store, output);
    this.sessions.set(session.id, recorded);
    const opened = continued === undefined ? this.open(session, output) : continued.resume(output, this.options());
    this.handle(
      opened.then(async (recorder) => {
        this.runIds.set(session.id, recorder.id);
        await recorded.attach(recorder);
        await continued?.release();
        this.ports.onChanged();
      }),
    );
    this.flushLater();
  }

  private async open(session: Session, output: OutputTail): Promise<RunRecorder> {
    const { id, name, type, startedAtMs } = session;
    const git = await this.ports.gitState(id).catch(() => undefined);
    const header = {
      format: FORMAT_VERSION,
      versions: this.ports.versions,
      sessionId: id,
      name,
      type,
      configuration: this.ports.configurationOf(id) ?? name,
      startedAtMs,
      ...(git === undefined ? {} : { git }),
    } as const;
    return RunRecorder.begin(newRunId(startedAtMs, this.ports.random()), header, output, this.options());
  }

  private options(): RecorderOptions {
    return {
      folder: this.ports.folder,
      writerPid: process.pid,
      onProblem: (message) => {
        this.failed(message);
      },
    };
  }

  private closeLater(sessionId: SessionId, recorded: RecordedSession): void {
    if (this.closing.has(recorded)) return;
    this.closing.add(recorded);
    this.ports.clock.schedule(CLOSE_AFTER_MS, () => {
      this.closing.delete(recorded);
      // It may have been taken up again.
      if (this.ports.hub.monitor(sessionId)?.session().endedAtMs === undefined) return;
      this.sessions.delete(sessionId);
      this.handle(
        recorded.end().then(() => {
          this.ports.onChanged();
        }),
      );
    });
  }

  private flushLater(): void {
    if (this.cancelFlush !== undefined) return;
    this.cancelFlush = this.ports.clock.schedule(FLUSH_EVERY_MS, () => {
      this.cancelFlush = undefined;
      const all = [...this.sessions.values()];
      if (all.length === 0) return;
      this.handle(Promise.all(all.map((session) => session.flush())));
      this.flushLater();
    });
  }

  private handle(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.failed(error instanceof Error ? error.message : String(error));
    });
  }

  private failed(message: string): void {
    this.ports.log(`Runs cannot be kept: ${message}`);
    if (this.hasProblem) return;
    this.hasProblem = true;
    this.ports.onProblem(message);
  }
}

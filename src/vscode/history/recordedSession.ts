import { OutputTail } from '../../history/outputTail';
import type { RunRecorder } from '../../history/runRecorder';
import type { SessionStore } from '../../series/sessionStore';
import { processKey } from '../../shared/sample';
import type { Session } from '../../shared/state';

/** One session that is recorded: what happens to it goes to its recorder once that is there. */
export class RecordedSession {
  private recorder: RunRecorder | undefined;
  private summarized = '';
  private wasPaused = false;

  constructor(
    private session: Session,
    private readonly store: SessionStore,
    readonly output = new OutputTail(),
  ) {}

  /** The file is there: what has happened so far goes into it. */
  async attach(recorder: RunRecorder): Promise<void> {
    this.recorder = recorder;
    await this.flush();
  }

  /**
   * Takes in the session as it is now; true when it should be written at once: it has just been paused or has ended, or
   * it has other processes by which it is to be found again, should the window go now.
   */
  update(session: Session): boolean {
    const isPaused = session.state === 'paused';
    const hasEnded = session.endedAtMs !== undefined && this.session.endedAtMs === undefined;
    const hasOtherRoots =
      session.processes !== this.session.processes && outlineOf(session) !== outlineOf(this.session);
    const isUrgent = (isPaused && !this.wasPaused) || hasEnded || hasOtherRoots;
    this.wasPaused = isPaused;
    this.session = session;
    return isUrgent;
  }

  /** Writes what is new; the summary only where what lists show has changed. Never rejects. */
  async flush(): Promise<void> {
    const { recorder, session } = this;
    if (recorder === undefined) return;
    await recorder.flush(session, this.store);
    const outline = outlineOf(session);
    if (outline === this.summarized) return;
    this.summarized = outline;
    await recorder.summarize(session, this.store);
  }

  /** Writes what it can before the window goes. */
  flushNow(): void {
    this.recorder?.flushNow(this.session, this.store);
  }

  /** Closes the file. Never rejects. */
  async end(): Promise<void> {
    await this.recorder?.end(this.session, this.store);
  }
}

/** What a list of runs shows of one that goes on, and by what it is found again after a reload. */
function outlineOf({ name, state, processes }: Session): string {
  const roots = processes.filter(({ alive, depth }) => alive && depth === 0).map(processKey);
  return JSON.stringify([name, state === 'lost', roots]);
}

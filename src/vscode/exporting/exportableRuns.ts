import type { MonitorHub } from '../../monitoring/monitorHub';
import { UNLIMITED, SessionStore } from '../../series/sessionStore';
import type { SessionId } from '../../shared/sample';
import type { Session } from '../../shared/state';

/** Where what is no longer held in memory is found. */
export interface KeptRuns {
  /** Runs that are kept on the disk, newest first, by the ids under which they are opened. */
  pastRuns(): readonly { readonly sessionId: SessionId; readonly name: string; readonly startedAtMs: number }[];
  /** Opens a past run beside the live ones. */
  load(sessionId: SessionId): Promise<void>;
  /** Fills a store with all that is kept of a session; false where nothing is. */
  fill(sessionId: SessionId, store: SessionStore): Promise<boolean>;
}

/** A run that a person can choose. */
export interface RunChoice {
  readonly sessionId: SessionId;
  readonly name: string;
  readonly startedAtMs: number;
  readonly isRunning: boolean;
}

/** The runs that can be written to a file: those of this window, those that are open, and those on the disk. */
export class ExportableRuns {
  constructor(
    private readonly hub: MonitorHub,
    private readonly kept: KeptRuns,
  ) {}

  /** Newest first, each once. */
  choices(): readonly RunChoice[] {
    const here = [...this.hub.pastSessions(), ...this.hub.sessions()].toReversed().map((session) => ({
      sessionId: session.id,
      name: session.name,
      startedAtMs: session.startedAtMs,
      isRunning: session.endedAtMs === undefined,
    }));
    const known = new Set(here.map(({ sessionId }) => sessionId));
    const kept = this.kept.pastRuns().filter(({ sessionId }) => !known.has(sessionId));
    return [...here, ...kept.map((run) => ({ ...run, isRunning: false }))];
  }

  /**
   * A session with all its values at full resolution, as far as they are kept: from memory where it is all there, else
   * from the disk. Undefined where there is no such session.
   */
  async find(sessionId: SessionId): Promise<WholeRun | undefined> {
    if (this.session(sessionId) === undefined) await this.kept.load(sessionId);
    const session = this.session(sessionId);
    const store = this.hub.storeOf(sessionId);
    if (session === undefined || store === undefined) return undefined;
    if (store.isWhole) return { session, store, isWhole: true };
    const filled = new SessionStore(UNLIMITED);
    const isKept = await this.kept.fill(sessionId, filled);
    return isKept ? { session, store: filled, isWhole: true } : { session, store, isWhole: false };
  }

  private session(sessionId: SessionId): Session | undefined {
    return [...this.hub.pastSessions(), ...this.hub.sessions()].find(({ id }) => id === sessionId);
  }
}

export interface WholeRun {
  readonly session: Session;
  readonly store: SessionStore;
  /** False where the oldest values are known in coarse steps only, and are left out. */
  readonly isWhole: boolean;
}

import type { SessionState, StopRequest } from '../shared/state';
import { endingOf, type Ending, type ExitStatus } from './ending';

/** How and when a run ended. */
export interface RunEnd {
  readonly timeMs: number;
  readonly requested: StopRequest;
  readonly refusal?: string;
  readonly ending: Ending;
}

/** So long after its last process has gone, a session counts as ended even if its debugger lives on. */
const EMPTY_FOR_MS = 2_000;

/** Where a run stands: whether its program was found, cannot be found, or is over, and what is known of its exit. */
export class RunStanding {
  private hasTargets = false;
  private lostReason: string | undefined;
  private exitStatus: ExitStatus = {};
  private emptySinceMs: number | undefined;
  private known: RunEnd | undefined;

  /** How it ended; undefined while it has not. */
  get end(): RunEnd | undefined {
    return this.known;
  }

  /** The exit code of its program, as far as anybody told. */
  get exitCode(): number | undefined {
    return this.exitStatus.exitCode;
  }

  /** Why it stands where it does, for people; undefined while there is nothing to say. */
  get reason(): string | undefined {
    return this.known?.ending.reason ?? this.lostReason;
  }

  /** The state of the session; `isPaused` says whether a debugger holds all of it. */
  state(isPaused: boolean): SessionState {
    if (this.known !== undefined) return this.known.ending.state;
    if (this.lostReason !== undefined) return 'lost';
    if (isPaused) return 'paused';
    return this.hasTargets ? 'running' : 'starting';
  }

  /** A process of it was found. What was known of an end is void: a program that was over is taken up again. */
  found(): void {
    if (this.known !== undefined) this.exitStatus = {};
    this.hasTargets = true;
    this.lostReason = undefined;
    this.known = undefined;
    this.emptySinceMs = undefined;
  }

  /** Its processes cannot be watched. */
  lost(reason: string): void {
    this.lostReason = reason;
  }

  /** Its program is started anew. */
  restarted(): void {
    this.hasTargets = false;
    this.lostReason = undefined;
    this.exitStatus = {};
    this.emptySinceMs = undefined;
    this.known = undefined;
  }

  /** Somebody told how the program ended. */
  exited({ exitCode, signal }: ExitStatus): void {
    this.exitStatus = {
      ...this.exitStatus,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(signal === undefined ? {} : { signal }),
    };
  }

  /** It is over; returns its end if that says something new. */
  finish(timeMs: number, requested: StopRequest, refusal?: string): RunEnd | undefined {
    const ending = endingOf(this.exitStatus, requested, refusal);
    const isKnown = this.known?.ending.state === ending.state && this.known.ending.reason === ending.reason;
    this.known = { timeMs, requested, ending, ...(refusal === undefined ? {} : { refusal }) };
    return isKnown ? undefined : this.known;
  }

  /** Takes in how many processes a round held; returns since when there has been none, once that means the end. */
  emptySince(processes: number, timeMs: number): number | undefined {
    if (!this.hasTargets || processes > 0) {
      this.emptySinceMs = undefined;
      return undefined;
    }
    this.emptySinceMs ??= timeMs;
    return timeMs - this.emptySinceMs >= EMPTY_FOR_MS ? this.emptySinceMs : undefined;
  }
}

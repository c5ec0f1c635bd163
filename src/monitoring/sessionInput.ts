import type { Capture } from '../shared/capture';
import type { ProbeResult } from '../shared/probeResult';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import type { ProcessInfo, ProcessKey, Round } from '../shared/sample';
import type { StopRequest } from '../shared/state';

/** What identifies one debugged program within a run: a debug session's id, or the run's own where there is none. */
export type DebuggeeId = string;

/**
 * Everything that may happen to a session. `round` comes from sampling, the rest from whoever follows the debugger;
 * `tick` carries time alone. All times are epoch milliseconds on a clock that never steps back.
 */
export type SessionInput =
  | Round
  /** A root process was found; the tree below it belongs to the session. */
  | { readonly kind: 'target'; readonly timeMs: number; readonly process: ProcessInfo; readonly debuggee: DebuggeeId }
  | { readonly kind: 'paused'; readonly timeMs: number; readonly debuggee: DebuggeeId; readonly reason: string }
  | { readonly kind: 'continued'; readonly timeMs: number; readonly debuggee: DebuggeeId }
  /** The debugger let go of one program; what it had paused is no longer paused. */
  | { readonly kind: 'released'; readonly timeMs: number; readonly debuggee: DebuggeeId }
  /** The program is started anew in the same session: what ran so far is over. */
  | { readonly kind: 'restarted'; readonly timeMs: number }
  /** How the program ended, as far as anybody told. */
  | { readonly kind: 'exited'; readonly timeMs: number; readonly exitCode?: number; readonly signal?: string }
  /**
   * The session is over; `requested` when a person stopped it, or only its monitoring, `refusal` why its program was
   * never started.
   */
  | { readonly kind: 'ended'; readonly timeMs: number; readonly requested: StopRequest; readonly refusal?: string }
  /** No process can be watched; `reason` says why to a person. */
  | { readonly kind: 'lost'; readonly timeMs: number; readonly reason: string }
  /** The machine slept, or its clock was set: so much time means nothing. */
  | { readonly kind: 'suspended'; readonly timeMs: number; readonly gapMs: number }
  /** Somebody has asked for the proportional memory of the tree, and this is it. */
  | { readonly kind: 'measured'; readonly timeMs: number; readonly memory: ProportionalMemory }
  /** The program told of something that happened in it. */
  | {
      readonly kind: 'incident';
      readonly timeMs: number;
      readonly process: ProcessKey;
      readonly incident: 'exception' | 'warning' | 'gc';
      readonly text: string;
    }
  /** A debugger has stopped the program again; `text` says what it took to come there. */
  | { readonly kind: 'stepped'; readonly timeMs: number; readonly text: string }
  /** Evidence was taken of the program, or should have been; `text` says what shows in it, or why it was not. */
  | {
      readonly kind: 'captured';
      readonly timeMs: number;
      readonly process?: ProcessKey;
      readonly text: string;
      readonly capture?: Capture;
    }
  /** A person marks this moment. */
  | { readonly kind: 'marked'; readonly timeMs: number; readonly text: string }
  /** Somebody has asked the program whether it is well. */
  | ({ readonly kind: 'probed' } & ProbeResult)
  | { readonly kind: 'tick'; readonly timeMs: number };

/** What a session is from the start. */
export interface SessionFacts {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly startedAtMs: number;
  /** The workspace folder from which it was started, a URI; absent where it belongs to none. */
  readonly workspaceFolder?: string;
  /** How its start is told among its events, for one that was not started in the ordinary way. */
  readonly startText?: string;
}

import type { HealthTiming, ProbeOutcome } from './health';
import type { ProcessKey } from './sample';

/** What came of asking a program once whether it is well; times are epoch milliseconds. */
export interface ProbeResult {
  readonly timeMs: number;
  readonly askedMs: number;
  /** What was asked, for people: `port 3000`, `http://127.0.0.1:3000/health`, `the event loop`. */
  readonly check: string;
  /** Whom it is about; absent for the whole session. */
  readonly process?: ProcessKey;
  readonly outcome: ProbeOutcome;
  readonly timing: HealthTiming;
}

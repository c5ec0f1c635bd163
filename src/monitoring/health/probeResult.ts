import type { HealthTiming, ProbeOutcome } from '../../shared/health';
import type { ProcessKey } from '../../shared/sample';

/** What came of asking a program once whether it is well. */
export interface ProbeResult {
  readonly timeMs: number;
  /** When it was asked, epoch milliseconds. */
  readonly askedMs: number;
  /** What was asked, for people: `port 3000`, `http://127.0.0.1:3000/health`, `the event loop`. */
  readonly check: string;
  /** Whom it is about; absent for the whole session. */
  readonly process?: ProcessKey;
  readonly outcome: ProbeOutcome;
  readonly timing: HealthTiming;
}

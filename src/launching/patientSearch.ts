import type { Clock } from '../shared/clock';
import type { ProcessInfo } from '../shared/sample';
import type { FoundBy } from './foundBy';
import type { SearchResult } from './targetSearch';

/** So often everybody is asked again, and so long in all. */
const RETRY_MS = 500;
const GIVE_UP_MS = 12_000;

/** One way to find a program that nobody has named. */
export interface SearchStep {
  readonly foundBy: FoundBy;
  /** How long after the launch it is first tried, milliseconds: who guesses waits for those who know. */
  readonly afterMs: number;
  find(): Promise<SearchResult>;
}

/**
 * Looks for a program that no debugger names: tries the steps in their order, again and again, until one of them finds
 * it or the time is up.
 */
export class PatientSearch {
  private cancelTimer: (() => void) | undefined;
  private isCancelled = false;
  private readonly startMs: number;

  /** Begins at once. `failed` is told what to say to a person. */
  constructor(
    private readonly clock: Clock,
    private readonly steps: readonly SearchStep[],
    private readonly report: SearchReport,
  ) {
    this.startMs = clock.nowMs();
    this.wait();
  }

  /** Ends the search; nothing is told any more. */
  cancel(): void {
    this.isCancelled = true;
    this.cancelTimer?.();
  }

  private wait(): void {
    this.cancelTimer = this.clock.schedule(RETRY_MS, () => {
      this.tryAll().catch((error: unknown) => {
        this.end(() => {
          this.report.failed(`The processes of this machine cannot be listed: ${String(error)}`);
        });
      });
    });
  }

  private async tryAll(): Promise<void> {
    const passedMs = this.clock.nowMs() - this.startMs;
    for (const step of this.steps.filter(({ afterMs }) => passedMs >= afterMs)) {
      const result = await step.find();
      if (this.isCancelled) return;
      if (result.kind === 'none') continue;
      this.end(() => {
        this.report.found(result.process, step.foundBy);
      });
      return;
    }
    if (passedMs < GIVE_UP_MS) this.wait();
    else this.end(this.report.gaveUp);
  }

  private end(tell: () => void): void {
    if (this.isCancelled) return;
    this.cancel();
    tell();
  }
}

/** What came of a search; exactly one of these is called, once, unless it is cancelled. */
export interface SearchReport {
  readonly found: (process: ProcessInfo, foundBy: FoundBy) => void;
  readonly gaveUp: () => void;
  readonly failed: (reason: string) => void;
}

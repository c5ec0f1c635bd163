import type { Clock } from '../shared/clock';

/**
 * Starts rounds at absolute deadlines, one interval apart, so that lateness never adds up. Rounds do not overlap, and
 * one that was missed is not made up for: it is counted, and the next deadline that is still to come is taken.
 */
export class RoundSchedule {
  private active = false;
  private running = false;
  private originMs = 0;
  /** The deadline that is waited for, or whose round runs: `originMs + slot * intervalMs`. */
  private slot = 0;
  private skipped = 0;
  private cancel: (() => void) | undefined;

  /** `run` gets how much later than its deadline the round began, in milliseconds; it must not reject. */
  constructor(
    private readonly clock: Clock,
    private readonly run: (lateMs: number) => Promise<void>,
    private intervalMs: number,
  ) {}

  /** How many rounds were left out since the beginning. */
  get skippedRounds(): number {
    return this.skipped;
  }

  /** Begins with a round at once. Without effect while it is active. */
  start(): void {
    if (this.active) return;
    this.active = true;
    this.originMs = this.clock.nowMs();
    this.slot = 0;
    if (!this.running) this.arm();
  }

  /** No further round begins; one that runs is not interrupted. */
  stop(): void {
    this.active = false;
    this.cancel?.();
    this.cancel = undefined;
  }

  /** The next round comes one new interval after the last; at once, if that has passed already. */
  setIntervalMs(intervalMs: number): void {
    if (intervalMs === this.intervalMs) return;
    const isWaiting = this.active && !this.running;
    if (this.running) {
      this.originMs = this.deadlineMs();
      this.slot = 0;
    } else if (this.slot > 0) {
      const lastMs = this.deadlineMs() - this.intervalMs;
      // A deadline in the past would look as if the event loop had been late.
      this.originMs = Math.max(lastMs, this.clock.nowMs() - intervalMs);
      this.slot = 1;
    }
    this.intervalMs = intervalMs;
    if (isWaiting) this.arm();
  }

  private deadlineMs(): number {
    return this.originMs + this.slot * this.intervalMs;
  }

  private arm(): void {
    this.cancel?.();
    this.cancel = this.clock.schedule(Math.max(0, this.deadlineMs() - this.clock.nowMs()), () => {
      this.begin();
    });
  }

  private begin(): void {
    this.cancel = undefined;
    this.running = true;
    void this.run(Math.max(0, this.clock.nowMs() - this.deadlineMs())).finally(() => {
      this.finish();
    });
  }

  private finish(): void {
    this.running = false;
    if (!this.active) return;
    const elapsed = Math.floor((this.clock.nowMs() - this.originMs) / this.intervalMs);
    // At least the next slot: a timer that fires a hair early would otherwise get the same deadline twice.
    const next = Math.max(this.slot + 1, elapsed + 1);
    this.skipped += next - this.slot - 1;
    this.slot = next;
    this.arm();
  }
}

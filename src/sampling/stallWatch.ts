import type { Clock } from '../shared/clock';

/** Notices that rounds no longer succeed. It has a timer of its own, because a round that hangs tells nothing. */
export class StallWatch {
  private stalled = false;
  private cancel: (() => void) | undefined;

  /** `onStall` is called once when the success that was due has not come. */
  constructor(
    private readonly clock: Clock,
    private readonly onStall: () => void,
  ) {}

  get isStalled(): boolean {
    return this.stalled;
  }

  get isActive(): boolean {
    return this.cancel !== undefined;
  }

  /** Waits for a success from now on, for three intervals. */
  expect(intervalMs: number): void {
    this.cancel?.();
    this.cancel = this.clock.schedule(INTERVALS * intervalMs, () => {
      this.stalled = true;
      this.onStall();
    });
  }

  /** A round has succeeded; the next is expected. */
  succeed(intervalMs: number): void {
    this.stalled = false;
    this.expect(intervalMs);
  }

  /** Expects nothing any more. */
  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.stalled = false;
  }
}

const INTERVALS = 3;

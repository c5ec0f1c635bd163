import type { Clock } from '../../src/shared/clock';

/**
 * A clock that moves only when a test moves it. Timers fire in the order of their deadlines, each at its own time;
 * what one schedules while time moves fires too when it falls due.
 */
export class FakeClock implements Clock {
  private timers: Timer[] = [];
  private wallOffsetMs = 0;

  constructor(private now = 1_700_000_000_000) {}

  nowMs(): number {
    return this.now;
  }

  wallMs(): number {
    return this.now + this.wallOffsetMs;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer: Timer = { dueMs: this.now + Math.max(0, delayMs), callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** The number of timers that wait. */
  get pending(): number {
    return this.timers.length;
  }

  /** How long until the next timer is due, milliseconds; undefined when none waits. */
  get nextDelayMs(): number | undefined {
    const next = this.next();
    return next === undefined ? undefined : Math.max(0, next.dueMs - this.now);
  }

  /** Steps the wall clock alone, as a correction of the system's time does. */
  stepWall(milliseconds: number): void {
    this.wallOffsetMs += milliseconds;
  }

  /** Lets time pass with every timer on time. Promises do not settle in between: see `advance`. */
  tick(milliseconds: number): void {
    const endMs = this.now + milliseconds;
    for (let timer = this.next(); timer !== undefined && timer.dueMs <= endMs; timer = this.next()) this.fire(timer);
    this.now = endMs;
  }

  /** Lets time pass and promises settle before and after each timer. */
  async advance(milliseconds: number): Promise<void> {
    const endMs = this.now + milliseconds;
    await settle();
    for (let timer = this.next(); timer !== undefined && timer.dueMs <= endMs; timer = this.next()) {
      this.fire(timer);
      await settle();
    }
    this.now = endMs;
  }

  /** Lets time pass at once, as when the thread was blocked: all that fell due fires afterwards, late. */
  async block(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    await this.advance(0);
  }

  private fire(timer: Timer): void {
    this.timers = this.timers.filter((other) => other !== timer);
    this.now = Math.max(this.now, timer.dueMs);
    timer.callback();
  }

  /** The earliest; of several, the one that was scheduled first. */
  private next(): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.timers) if (earliest === undefined || timer.dueMs < earliest.dueMs) earliest = timer;
    return earliest;
  }
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** One turn of the event loop: every promise chain that needs no input from outside has run by then. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

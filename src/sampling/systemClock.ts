import type { Clock } from '../shared/clock';

/**
 * The real clock. `nowMs` is the wall clock at the moment of creation plus what the monotonic clock counted since; the
 * process's own `performance.timeOrigin` would carry every step that the wall clock took since the process started.
 * The monotonic clock stands still while the machine sleeps: where the wall clock is found ahead, `nowMs` catches up
 * with it, so that what comes after a sleep is not told in the time before. It never goes back.
 * Its timers keep no process alive. `sources` replaces the clocks of the system in tests.
 */
export function createSystemClock(sources: ClockSources = SYSTEM_CLOCKS): Clock {
  let originMs = sources.wallMs() - sources.monotonicMs();
  return {
    nowMs: () => {
      const aheadMs = sources.wallMs() - (originMs + sources.monotonicMs());
      if (aheadMs > CATCH_UP_MS) originMs += aheadMs;
      return originMs + sources.monotonicMs();
    },
    wallMs: () => sources.wallMs(),
    schedule: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      timer.unref();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

/** Where the time comes from, milliseconds. */
export interface ClockSources {
  wallMs(): number;
  monotonicMs(): number;
}

const SYSTEM_CLOCKS: ClockSources = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

/** More than clocks drift apart in a day that are set by the network, less than any sleep that matters. */
const CATCH_UP_MS = 2_000;

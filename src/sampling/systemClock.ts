import type { Clock } from '../shared/clock';

/**
 * The real clock. `nowMs` is the wall clock at the moment of creation plus what the monotonic clock counted since; the
 * process's own `performance.timeOrigin` would carry every step that the wall clock took since the process started.
 * Its timers keep no process alive.
 */
export function createSystemClock(): Clock {
  const originMs = Date.now() - performance.now();
  return {
    nowMs: () => originMs + performance.now(),
    wallMs: () => Date.now(),
    schedule: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      timer.unref();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

/**
 * What happens to a rule: an aggregated value, or something that bears on its time. `intervalMs` is the sampling
 * interval in force; times are those of the samples, epoch milliseconds, ascending.
 */
export type RuleInput =
  | { readonly kind: 'value'; readonly timeMs: number; readonly value: number; readonly intervalMs: number }
  | { readonly kind: 'tick'; readonly timeMs: number; readonly intervalMs: number }
  | { readonly kind: 'paused' | 'continued' | 'suspended' | 'ended'; readonly timeMs: number };

/**
 * Which time counts for a rule. `running`: that between samples. `noData`: no sample has come for three intervals.
 * `paused`: the debugger holds the process. `grace`: what is measured now is still the trace of a pause or of a sleep.
 */
export interface RuleClock {
  readonly mode: 'running' | 'noData' | 'paused' | 'grace';
  /** Up to here time has been counted, or left out; absent before the first sample. */
  readonly countedUntilMs?: number;
}

export const NEW_CLOCK: RuleClock = { mode: 'running' };

/** A clock after an input; `countedMs` is there when the input is a value that is to be judged. */
export interface ClockStep {
  readonly clock: RuleClock;
  /** The time that counts since the last judged value: no more than three intervals, nothing of pauses and sleeps. */
  readonly countedMs?: number;
}

const CONTINUED_GRACE_MS = 2_000;
const SUSPENDED_GRACE_MS = 10_000;

/** A longer silence than this many intervals is no data. */
export const NO_DATA_INTERVALS = 3;

/** The next state of a rule's clock. Pure. */
export function stepClock(clock: RuleClock, input: RuleInput): ClockStep {
  const { timeMs } = input;
  const untilMs = clock.countedUntilMs ?? timeMs;
  switch (input.kind) {
    case 'value': {
      if (clock.mode === 'paused' || (clock.mode === 'grace' && timeMs < untilMs)) return { clock };
      const countedMs = Math.min(Math.max(0, timeMs - untilMs), NO_DATA_INTERVALS * input.intervalMs);
      return { clock: { mode: 'running', countedUntilMs: timeMs }, countedMs };
    }
    case 'tick': {
      const canMiss = clock.mode === 'running' || (clock.mode === 'grace' && timeMs >= untilMs);
      const isMissing = canMiss && timeMs - untilMs > NO_DATA_INTERVALS * input.intervalMs;
      return { clock: isMissing ? { mode: 'noData', countedUntilMs: untilMs } : clock };
    }
    case 'paused':
      return { clock: { mode: 'paused', countedUntilMs: timeMs } };
    case 'continued':
      return { clock: clock.mode === 'paused' ? graceFrom(clock, timeMs + CONTINUED_GRACE_MS) : clock };
    case 'suspended':
      return { clock: clock.mode === 'paused' ? clock : graceFrom(clock, timeMs + SUSPENDED_GRACE_MS) };
    case 'ended':
      return { clock };
  }
}

/** A grace never cuts a longer one short: a machine may wake up while a program is being continued. */
function graceFrom({ mode, countedUntilMs }: RuleClock, untilMs: number): RuleClock {
  const longest = mode === 'grace' ? Math.max(untilMs, countedUntilMs ?? untilMs) : untilMs;
  return { mode: 'grace', countedUntilMs: longest };
}

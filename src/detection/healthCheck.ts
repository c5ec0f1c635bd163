/**
 * The next phase of one health check after an input. Pure: all times come with the input, epoch milliseconds.
 *
 * One good answer makes it healthy; `failureThreshold` failures in a row make it unhealthy, as with the liveness probes of
 * Kubernetes. A question that was asked before a pause or a sleep ended says nothing about the program.
 */
export function stepCheck(phase: CheckPhase, input: CheckInput, failureThreshold: number): CheckPhase {
  switch (input.kind) {
    case 'answered':
      if (!counts(phase, input.askedMs)) return phase;
      return { ...phase, verdict: 'healthy', failures: 0 };
    case 'failed': {
      if (!counts(phase, input.askedMs)) return phase;
      const failures = phase.failures + 1;
      return { ...phase, verdict: failures >= failureThreshold ? 'unhealthy' : phase.verdict, failures };
    }
    case 'paused':
      // What was wrong before a pause has to show again after it.
      return { ...forgiven(phase), isPaused: true };
    case 'continued':
      return { ...forgiven(phase), isPaused: false, countsFromMs: input.timeMs };
    case 'suspended':
      return { ...phase, failures: 0, countsFromMs: input.timeMs };
    case 'unasked':
      return { ...phase, verdict: 'unknown', failures: 0 };
  }
}

/** Where a check stands. */
export interface CheckPhase {
  readonly verdict: Verdict;
  /** Failures in a row. */
  readonly failures: number;
  readonly isPaused: boolean;
  /** Questions that were asked before this moment do not count. */
  readonly countsFromMs: number;
}

export type Verdict = 'healthy' | 'unhealthy' | 'unknown';

export type CheckInput =
  | { readonly kind: 'answered'; readonly askedMs: number }
  | { readonly kind: 'failed'; readonly askedMs: number }
  /** A debugger holds the program, or lets it go. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'continued'; readonly timeMs: number }
  /** The machine slept. */
  | { readonly kind: 'suspended'; readonly timeMs: number }
  /** Nobody asks any more: what was known is out of date. */
  | { readonly kind: 'unasked' };

export const NEW_CHECK: CheckPhase = { verdict: 'unknown', failures: 0, isPaused: false, countsFromMs: -Infinity };

/** What a check says to a person. */
export function stateOf({ verdict, isPaused }: CheckPhase): Verdict | 'paused' {
  return isPaused ? 'paused' : verdict;
}

function counts({ isPaused, countsFromMs }: CheckPhase, askedMs: number): boolean {
  return !isPaused && askedMs >= countsFromMs;
}

function forgiven(phase: CheckPhase): CheckPhase {
  return { ...phase, failures: 0, verdict: phase.verdict === 'unhealthy' ? 'unknown' : phase.verdict };
}

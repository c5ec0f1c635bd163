import type { OpenResources } from './openResources';

/** What the extension host held at one moment, after a collection of garbage. */
export interface HourSample extends OpenResources {
  readonly heapBytes: number;
  /** What lies outside of V8's heap: the columns of series. */
  readonly arrayBytes: number;
  readonly residentBytes: number;
}

/** What an hour in a real extension host has shown. */
export interface HourReport {
  readonly samples: readonly HourSample[];
  /** How often the interval was changed, and the host was halted. */
  readonly intervals: number;
  readonly sleeps: number;
  /** What each run that came and went before left in the heap. */
  readonly runBytes: number;
  readonly before: OpenResources;
  readonly after: OpenResources;
  /** Whether the program was still being sampled at the end. */
  readonly watched: boolean;
}

/** How long and how hard: an hour, 300 starts a minute and 1,000 processes at once, unless the environment says otherwise. */
export function hourSettings(env: NodeJS.ProcessEnv): {
  readonly minutes: number;
  readonly perMinute: number;
  readonly atOnce: number;
} {
  return {
    minutes: Number(env.SOAK_MINUTES ?? 60),
    perMinute: Number(env.SOAK_PER_MINUTE ?? 300),
    atOnce: Number(env.SOAK_AT_ONCE ?? 1_000),
  };
}

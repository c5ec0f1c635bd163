/** What health checks say of a program. `paused`: a debugger holds it, so that it cannot answer and nobody is to blame. */
export const CHECK_STATES = ['healthy', 'unhealthy', 'unknown', 'paused'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** What all health checks of a session say together. */
export interface CheckStatus {
  readonly state: CheckState;
  /** Since when, epoch milliseconds. */
  readonly sinceMs: number;
  /** Why, for people. */
  readonly text: string;
}

/** Whether the Node programs of a session report from inside: `off` by the setting, `absent` though it is on. */
export const AGENT_PRESENCES = ['on', 'off', 'absent'] as const;
export type AgentPresence = (typeof AGENT_PRESENCES)[number];

/** How often a program is asked, how long its answer may take, and how many failures in a row are too many. */
export interface HealthTiming {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly failureThreshold: number;
}

/** The timing where a person says nothing. */
export const DEFAULT_TIMING: HealthTiming = { intervalMs: 5_000, timeoutMs: 3_000, failureThreshold: 3 };

/** What came of asking once. `silent`: no answer in time. `refused`: an answer that says that something is wrong. */
export type ProbeOutcome =
  { readonly kind: 'answered' } | { readonly kind: 'silent' } | { readonly kind: 'refused'; readonly reason: string };

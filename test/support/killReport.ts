/** How many of each kind were killed, each without a complaint. */
export interface KillReport {
  readonly targets: number;
  /** Processes that carry an agent, in a run that goes on. */
  readonly agents: number;
  /** Supervisors of our own debug adapter. */
  readonly supervisors: number;
  /** Debug adapters of others. */
  readonly debuggers: number;
}

/** The kinds of trouble that a run can be in, and two that say that there is none to tell of. */
export type VerdictKind =
  | 'notEnoughData'
  | 'healthy'
  | 'starved'
  | 'cpuBound'
  | 'eventLoopBlocked'
  | 'gcBound'
  | 'memoryGrowth'
  | 'memoryLimit'
  | 'descriptorLeak'
  | 'handleLeak'
  | 'processStorm'
  | 'waiting'
  | 'errors';

/** What a run suffers from, with what shows it and what can be done. All texts are for people. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** `certain` where the evidence leaves no other reading; `likely` where something else could look alike. */
  readonly certainty: 'certain' | 'likely';
  /** In a few words: what, and where. */
  readonly title: string;
  /** The figures that show it, a sentence each. */
  readonly evidence: readonly string[];
  /** What to look at or to do next; empty where nothing is wrong. */
  readonly advice: string;
}

import type { AlertRule } from '../alerting/alertRule';
import type { DetectorKind, LearntBaselines } from '../detection/anomalies';
import type { SessionFacts } from './sessionInput';

/** What a session is judged by: not every workspace folder has the same rules. */
export type AlertingOf = (facts: SessionFacts) => Alerting;

/** What sessions are judged by. */
export interface Alerting {
  readonly rules: readonly AlertRule[];
  readonly anomalies: {
    /** `toast`: marked, and told when they last; `mark`: marked; `off`: not looked for. */
    readonly notify: 'toast' | 'mark' | 'off';
    readonly detector: DetectorKind;
  };
  /** The memory that programs on this machine may use, bytes; absent where it is not known. */
  readonly memoryLimitBytes?: number;
}

/** Keeps what was usual in earlier runs, for the next one of the same configuration. */
export interface Baselines {
  load(facts: SessionFacts): LearntBaselines;
  save(facts: SessionFacts, learnt: LearntBaselines): void;
}

/** Judges nothing. */
export const NO_ALERTING: Alerting = { rules: [], anomalies: { notify: 'off', detector: 'envelope' } };

/** Remembers nothing. */
export const NO_BASELINES: Baselines = {
  load: () => ({}),
  save: () => undefined,
};

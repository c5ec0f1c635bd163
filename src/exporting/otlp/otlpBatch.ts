import type { CurrentValue } from '../text/currentValues';
import type { Session } from '../../shared/state';
import type { Batch } from './pushQueue';

/** The newest values of one session, or of the monitor itself, that are to be pushed. */
export interface OtlpBatch extends Batch {
  /** Absent for the monitor itself. */
  readonly session?: Session;
  readonly values: readonly CurrentValue[];
  /** When they were taken, epoch milliseconds. */
  readonly timeMs: number;
}

import type { Toast } from '../alerting/outbox';
import type { Session } from '../shared/state';

/** What came of one input. `samples` when values were added, `state` when anything else about the session changed. */
export interface MonitorUpdate {
  readonly timeMs: number;
  readonly session: Session;
  readonly changed: 'samples' | 'state';
  /** What a person should be told now; empty most of the time. */
  readonly toasts: readonly Toast[];
}

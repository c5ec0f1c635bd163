import type { MetricName } from '../shared/metrics';
import type { Attributes, ProcessKey } from '../shared/sample';

/** Names one series of a session; without a process it is the tree's. Without attributes, the text is empty. */
export interface SeriesKey {
  readonly process?: ProcessKey;
  readonly metric: MetricName;
  readonly attributes: Attributes;
}

import type { SeriesKey } from '../../series/seriesKey';
import type { SessionStore } from '../../series/sessionStore';
import type { ProcessKey } from '../../shared/sample';

/** The newest value of a series: a counter's as it was counted. */
export interface CurrentValue {
  readonly key: SeriesKey;
  readonly timeMs: number;
  readonly value: number;
}

/**
 * The newest values of a tree and of those of its processes that live, in the store's order. A series in a gap, and one
 * that has had no value since `sinceMs` (epoch milliseconds), has none now.
 */
export function currentValues(
  store: SessionStore,
  living: ReadonlySet<ProcessKey>,
  sinceMs: number,
): readonly CurrentValue[] {
  const values: CurrentValue[] = [];
  store.visit(
    (process) => living.has(process),
    (process, metric, attributes, series) => {
      const { lastMs, latestStored } = series;
      if (lastMs === undefined || latestStored === undefined || lastMs < sinceMs) return;
      const key = process === undefined ? { metric, attributes } : { process, metric, attributes };
      values.push({ key, timeMs: lastMs, value: latestStored });
    },
  );
  return values;
}

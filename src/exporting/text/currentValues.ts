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
  return store.keys().flatMap((key) => {
    if (key.process !== undefined && !living.has(key.process)) return [];
    const series = store.find(key);
    const newestMs = series?.lastMs;
    if (series === undefined || newestMs === undefined || newestMs < sinceMs) return [];
    let newest = NaN;
    series.visitStored(newestMs, (_timeMs, value) => {
      newest = value;
    });
    return Number.isNaN(newest) ? [] : [{ key, timeMs: newestMs, value: newest }];
  });
}

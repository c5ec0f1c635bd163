import type { SeriesKey } from '../series/seriesKey';
import type { SessionStore } from '../series/sessionStore';
import type { TimeSeries } from '../series/timeSeries';
import type { BlockColumn } from './block';

/**
 * Numbers the series of a run and takes from its store what came since the last time. It never misses a row: each series
 * remembers until when it was read, and a row that comes later is never older.
 */
export class SeriesDictionary {
  private readonly known: ReadonlyMap<string, number>;
  private readonly taken = new Map<TimeSeries, Taken>();
  private nextNumber: number;

  /** `known` are the keys of a run that is continued, by their numbers; undefined for one that was lost. */
  constructor(known: readonly (SeriesKey | undefined)[] = []) {
    this.known = new Map(known.flatMap((key, number) => (key === undefined ? [] : [[keyText(key), number]])));
    this.nextNumber = known.length;
  }

  /** The rows since the last call, and the keys of the series that are new, in the order of their numbers. */
  take(store: SessionStore): NewRows {
    const first = this.nextNumber;
    const added: SeriesKey[] = [];
    const columns: BlockColumn[] = [];
    const seen = new Set<TimeSeries>();
    for (const key of store.keys()) {
      const series = store.find(key);
      if (series === undefined) continue;
      seen.add(series);
      const entry = this.taken.get(series);
      const rows = rowsAfter(series, entry?.untilMs ?? -Infinity);
      const untilMs = rows.times.at(-1);
      if (untilMs === undefined) continue;
      let number = entry?.number ?? this.known.get(keyText(key));
      if (number === undefined) {
        number = this.nextNumber++;
        added.push(key);
      }
      this.taken.set(series, { number, untilMs });
      columns.push({ series: number, ...rows });
    }
    for (const series of this.taken.keys()) if (!seen.has(series)) this.taken.delete(series);
    return { first, added, columns };
  }
}

/** The number of a series, and the time of the last row of it that was taken. */
interface Taken {
  readonly number: number;
  readonly untilMs: number;
}

function rowsAfter(series: TimeSeries, untilMs: number): Pick<BlockColumn, 'times' | 'values'> {
  const times: number[] = [];
  const values: number[] = [];
  series.visitStored(untilMs, (timeMs, value) => {
    if (timeMs <= untilMs) return;
    times.push(timeMs);
    values.push(value);
  });
  return { times: Float64Array.from(times), values: Float64Array.from(values) };
}

/** What was appended to a store; `first` is the number of the first of the added keys. */
export interface NewRows {
  readonly first: number;
  readonly added: readonly SeriesKey[];
  readonly columns: readonly BlockColumn[];
}

function keyText({ process, metric, attributes }: SeriesKey): string {
  return `${process ?? ''} ${metric}{${attributes}}`;
}

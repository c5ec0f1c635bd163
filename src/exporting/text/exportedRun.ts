import type { SeriesKey } from '../../series/seriesKey';
import type { SessionStore } from '../../series/sessionStore';
import type { Session } from '../../shared/state';

/** A run, or a span of it, that is to be written to a file. */
export interface ExportedRun {
  readonly session: Session;
  /** All its values at full resolution, as far as they are still known. */
  readonly store: SessionStore;
  /** The span, both ends included, epoch milliseconds; infinite for the whole run. */
  readonly fromMs: number;
  readonly toMs: number;
  /** When it is exported, epoch milliseconds. */
  readonly exportedAtMs: number;
}

/** The rows of one series as columns, oldest first: a counter's as it was counted, NaN for a gap. */
export interface ExportedRows {
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** The rows of a series within the span; empty where there are none. */
export function rowsOf({ store, fromMs, toMs }: ExportedRun, key: SeriesKey): ExportedRows {
  const timesMs: number[] = [];
  const values: number[] = [];
  store.find(key)?.visitStored(fromMs, (timeMs, value) => {
    if (timeMs > toMs) return;
    timesMs.push(timeMs);
    values.push(value);
  });
  return { timesMs, values };
}

/** A piece of a file, and the share of the work that is done with it, 0 to 1. */
export interface FilePiece {
  readonly text: string;
  readonly done: number;
}

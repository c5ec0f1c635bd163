import type { SessionStore } from '../series/sessionStore';
import type { TimeSeries } from '../series/timeSeries';
import { processKey } from '../shared/sample';
import type { Block, BlockColumn } from './block';
import { follows } from './chunkOrder';
import type { StoredRun } from './readRun';

/**
 * Puts the values of a stored run into an empty store, as they were while the run went on. Where rows are missing, a gap
 * stands in all series: no rate is computed across it.
 */
export function fillStore(run: StoredRun, store: SessionStore): void {
  const filled = new Map<number, FilledSeries>();
  let previous: Block | undefined;
  for (const block of [...run.sealed, ...run.unsealed]) {
    if (!follows(block, previous)) for (const { series, lastMs } of filled.values()) series.appendGap(lastMs);
    previous = block;
    for (const column of block.columns) fill(run, store, filled, column);
  }
  for (const process of run.session.processes) {
    const endMs = process.endedAtMs ?? run.session.endedAtMs;
    if (endMs !== undefined) store.markEnded(processKey(process), endMs);
  }
}

interface FilledSeries {
  readonly series: TimeSeries;
  lastMs: number;
}

function fill(run: StoredRun, store: SessionStore, filled: Map<number, FilledSeries>, column: BlockColumn): void {
  const { times, values } = column;
  const key = run.keys[column.series];
  const lastMs = times.at(-1);
  if (key === undefined || lastMs === undefined) return;
  const known = filled.get(column.series);
  const series = known?.series ?? store.series(key);
  if (series === undefined) return;
  series.appendRows(times, values);
  filled.set(column.series, { series, lastMs });
}

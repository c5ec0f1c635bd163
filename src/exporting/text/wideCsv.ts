import type { SeriesKey } from '../../series/seriesKey';
import { metricOf } from '../../shared/metrics';
import { attributePairs, processKey } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { csvLine } from './csv';
import { rowsOf, type ExportedRows, type ExportedRun, type FilePiece } from './exportedRun';
import { timeText } from './longCsv';

/**
 * A run as CSV with a line for each round and a column for each series. The times are those of the tree's values; the
 * processes are read moments before or after, and each value stands in the line that is nearest. Counters are as they were
 * counted; a value that is missing is an empty cell.
 */
export function* wideCsv(run: ExportedRun): Generator<FilePiece> {
  const columns: { readonly key: SeriesKey; readonly rows: ExportedRows }[] = [];
  for (const key of run.store.keys()) {
    const rows = rowsOf(run, key);
    if (rows.timesMs.length > 0) columns.push({ key, rows });
    yield { text: '', done: 0 };
  }
  yield { text: csvLine(['time', ...columns.map(({ key }) => columnTitle(key, run.session))]), done: 0 };
  const ofTree = columns.filter(({ key }) => key.process === undefined);
  const times = lineTimes((ofTree.length > 0 ? ofTree : columns).map(({ rows }) => rows.timesMs));
  const cursors = columns.map(({ rows }) => new Cursor(rows));
  const [firstMs, lastMs] = spanOf(columns.map(({ rows }) => rows.timesMs));
  let timeMs = times.next().value;
  while (timeMs !== undefined) {
    const nextMs = times.next().value;
    const untilMs = (timeMs + (nextMs ?? Infinity)) / 2;
    const cells = cursors.map((cursor) => cursor.lastBefore(untilMs));
    const done = nextMs === undefined ? 1 : (timeMs - firstMs) / (lastMs - firstMs || 1);
    yield { text: csvLine([timeText(timeMs), ...cells]), done: Math.min(1, Math.max(0, done)) };
    timeMs = nextMs;
  }
}

/** Times that several series have, each once, increasing; found one by one, so that no moment has to wait for all. */
function* lineTimes(columns: readonly (readonly number[])[]): Generator<number, undefined> {
  const next = columns.map(() => 0);
  for (;;) {
    let earliestMs = Infinity;
    columns.forEach((column, i) => (earliestMs = Math.min(earliestMs, column[next[i] ?? 0] ?? Infinity)));
    if (earliestMs === Infinity) return undefined;
    yield earliestMs;
    columns.forEach((column, i) => {
      while ((column[next[i] ?? 0] ?? Infinity) <= earliestMs) next[i] = (next[i] ?? 0) + 1;
    });
  }
}

/** The first and the last of all times. */
function spanOf(columns: readonly (readonly number[])[]): readonly [firstMs: number, lastMs: number] {
  return [
    Math.min(...columns.map((column) => column[0] ?? Infinity)),
    Math.max(...columns.map((column) => column.at(-1) ?? -Infinity)),
  ];
}

/** Goes through a column from the oldest row to the newest. */
class Cursor {
  private next = 0;

  constructor(private readonly rows: ExportedRows) {}

  /** The last value before a moment that was not yet told; NaN where there is none. */
  lastBefore(timeMs: number): number {
    let value = NaN;
    while ((this.rows.timesMs[this.next] ?? Infinity) < timeMs) {
      value = this.rows.values[this.next] ?? NaN;
      this.next += 1;
    }
    return value;
  }
}

/** `process.cpu.time (s) cpu.mode=user, node 4711`; without a process it is the whole tree's. */
function columnTitle({ metric, attributes, process: key }: SeriesKey, session: Session): string {
  const parts = attributePairs(attributes).map(([name, value]) => ` ${name}=${value}`);
  const title = `${metric} (${metricOf(metric).unit})${parts.join('')}`;
  if (key === undefined) return title;
  const process = session.processes.find((candidate) => processKey(candidate) === key);
  return `${title}, ${process?.name ?? ''} ${key.split('@')[0] ?? ''}`;
}

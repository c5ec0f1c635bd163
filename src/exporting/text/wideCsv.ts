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
  const columns = run.store.keys().flatMap((key) => {
    const rows = rowsOf(run, key);
    return rows.timesMs.length === 0 ? [] : [{ key, rows }];
  });
  yield { text: csvLine(['time', ...columns.map(({ key }) => columnTitle(key, run.session))]), done: 0 };
  const ofTree = columns.filter(({ key }) => key.process === undefined);
  const timesMs = lineTimes((ofTree.length > 0 ? ofTree : columns).map(({ rows }) => rows.timesMs));
  const cursors = columns.map(({ rows }) => new Cursor(rows));
  for (const [i, timeMs] of timesMs.entries()) {
    const untilMs = (timeMs + (timesMs[i + 1] ?? Infinity)) / 2;
    const cells = cursors.map((cursor) => cursor.lastBefore(untilMs));
    yield { text: csvLine([timeText(timeMs), ...cells]), done: (i + 1) / timesMs.length };
  }
}

/** Times that several series have, each once, increasing. */
function lineTimes(columns: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(columns.flat())].sort((a, b) => a - b);
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

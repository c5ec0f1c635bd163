import { metricOf } from '../../shared/metrics';
import { attributePairs, processKey } from '../../shared/sample';
import { csvLine } from './csv';
import { rowsOf, type ExportedRun, type FilePiece } from './exportedRun';

/**
 * A run as CSV with a line for each value: time, metric, unit, process, pid, attributes, value. Process and pid are empty
 * for the whole tree. Counters are as they were counted; a gap has no line.
 */
export function* longCsv(run: ExportedRun): Generator<FilePiece> {
  const names = new Map(run.session.processes.map((process) => [processKey(process), process]));
  yield { text: csvLine(['time', 'metric', 'unit', 'process', 'pid', 'attributes', 'value']), done: 0 };
  const keys = run.store.keys();
  for (const [i, key] of keys.entries()) {
    const { timesMs, values } = rowsOf(run, key);
    const process = key.process === undefined ? undefined : names.get(key.process);
    const attributes = attributePairs(key.attributes)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ');
    const pid = key.process === undefined ? '' : Number(key.process.split('@')[0]);
    const facts = [key.metric, metricOf(key.metric).unit, process?.name ?? '', pid, attributes] as const;
    for (let from = 0; from < values.length; from += PIECE_ROWS) {
      const piece = values.slice(from, from + PIECE_ROWS);
      const text = piece.map((value, row) =>
        Number.isNaN(value) ? '' : csvLine([timeText(timesMs[from + row] ?? NaN), ...facts, value]),
      );
      yield { text: text.join(''), done: (i + (from + piece.length) / values.length) / keys.length };
    }
  }
}

/** Between pieces of so many rows others have their turn. */
const PIECE_ROWS = 1_000;

/** A moment as spreadsheets and people read it: ISO 8601, UTC, to the millisecond. */
export function timeText(timeMs: number): string {
  return new Date(Math.round(timeMs)).toISOString();
}

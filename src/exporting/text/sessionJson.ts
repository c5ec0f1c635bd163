import type { SeriesKey } from '../../series/seriesKey';
import { statisticsOf } from '../../series/statistics';
import { metricOf, type MetricName } from '../../shared/metrics';
import { attributePairs } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { rowsOf, type ExportedRun, type FilePiece } from './exportedRun';
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type DocumentSeries, type SessionDocument } from './sessionDocument';

/** A run as JSON, series by series: see `sessionDocument`. Read back, it is the same, bit by bit. */
export function* sessionJson(run: ExportedRun): Generator<FilePiece> {
  const keys = run.store.keys();
  const head: Omit<SessionDocument, 'series'> = {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    exportedAtMs: run.exportedAtMs,
    ...(Number.isFinite(run.fromMs) ? { fromMs: run.fromMs } : {}),
    ...(Number.isFinite(run.toMs) ? { toMs: run.toMs } : {}),
    session: sessionWithin(run),
    metrics: Object.fromEntries(
      [...new Set(keys.map(({ metric }) => metric))].map((name) => [name, metricFacts(name)]),
    ),
  };
  yield { text: `${JSON.stringify(head).slice(0, -1)},"series":[`, done: 0 };
  let written = 0;
  for (const [i, key] of keys.entries()) {
    const rows = rowsOf(run, key);
    if (rows.timesMs.length === 0) continue;
    const done = (i + 1) / keys.length;
    // What follows takes a while too.
    yield { text: '', done };
    yield {
      text: `${written === 0 ? '' : ','}\n${JSON.stringify(seriesFacts(run, key)).slice(0, -1)},"timesMs":[`,
      done,
    };
    yield* listPieces(rows.timesMs, done);
    yield { text: '],"values":[', done };
    // What is not finite becomes null: a gap.
    yield* listPieces(rows.values, done);
    yield { text: ']}', done };
    written += 1;
  }
  yield { text: '\n]}\n', done: 1 };
}

/** What stands before the columns of a series. */
function seriesFacts(run: ExportedRun, key: SeriesKey): Omit<DocumentSeries, 'timesMs' | 'values'> {
  const found = run.store.find(key);
  const statistics = found && statisticsOf(found, run.fromMs, run.toMs);
  return {
    metric: key.metric,
    attributes: Object.fromEntries(attributePairs(key.attributes)),
    ...(key.process === undefined ? {} : { process: key.process }),
    // The squares of very large numbers have no finite sum, and JSON has no other.
    ...(statistics === undefined || !Object.values(statistics).every(Number.isFinite) ? {} : { statistics }),
  };
}

/** Between pieces of so many numbers others have their turn. */
const PIECE_NUMBERS = 5_000;

/** The numbers of a list in JSON, without its brackets. */
function* listPieces(numbers: readonly number[], done: number): Generator<FilePiece> {
  for (let from = 0; from < numbers.length; from += PIECE_NUMBERS) {
    const text = JSON.stringify(numbers.slice(from, from + PIECE_NUMBERS)).slice(1, -1);
    yield { text: from === 0 ? text : `,${text}`, done };
  }
}

function metricFacts(name: MetricName): SessionDocument['metrics'][string] {
  const { unit, instrument, title, description, prometheusName } = metricOf(name);
  return { unit, instrument, title, help: description, prometheusName };
}

/** The session with what lies in the span: events in it, pauses and alerts that reach into it. */
function sessionWithin({ session, fromMs, toMs }: ExportedRun): SessionDocument['session'] {
  const touches = (startMs: number, endMs = Infinity): boolean => startMs <= toMs && endMs >= fromMs;
  const within: Session = {
    ...session,
    pauses: session.pauses.filter((pause) => touches(pause.fromMs, pause.toMs)),
    events: session.events.filter(({ timeMs }) => touches(timeMs, timeMs)),
    alerts: session.alerts.filter(({ startedAtMs, endedAtMs }) => touches(startedAtMs, endedAtMs)),
  };
  const { budgets, ...rest } = within;
  return {
    ...rest,
    processes: [...within.processes],
    pauses: [...within.pauses],
    events: [...within.events],
    alerts: [...within.alerts],
    ...(budgets === undefined ? {} : { budgets: [...budgets] }),
  };
}

import type { SeriesKey } from '../../series/seriesKey';
import { processKey, type ProcessKey } from '../../shared/sample';
import { exposedAs } from './exposedAs';
import { rowsOf, type ExportedRun, type FilePiece } from './exportedRun';
import { KnownParts } from './knownParts';
import { joinLabels } from './labelText';
import type { FamilyHead, FamilySample, MetricFamily } from './metricFamily';
import { openMetricsChunks } from './openMetrics';
import { processLabels, sessionLabels } from './sessionLabels';

/**
 * A run as OpenMetrics with the time of each sample, for `promtool tsdb create-blocks-from openmetrics`. Series have the
 * names and labels of a scrape; a gap has no sample.
 */
export function* sessionOpenMetrics(run: ExportedRun): Generator<FilePiece> {
  const families = familiesOf(run);
  for (const [i, family] of families.entries()) {
    const done = (i + 1) / families.length;
    for (const text of openMetricsChunks([family])) if (text !== END) yield { text, done };
  }
  yield { text: END, done: 1 };
}

const END = '# EOF\n';

function familiesOf(run: ExportedRun): readonly MetricFamily[] {
  const keys = run.store.keys();
  const parts = new KnownParts(keys);
  const byName = new Map<string, { readonly head: FamilyHead; readonly series: Map<string, SeriesKey> }>();
  const labelsFor = labelling(run);
  for (const key of keys) {
    const exposed = exposedAs(key, parts.has(key));
    if (exposed === undefined) continue;
    const { head } = exposed;
    const family = byName.get(head.name) ?? { head, series: new Map<string, SeriesKey>() };
    byName.set(head.name, family);
    const labels = joinLabels(labelsFor(key.process), exposed.labels);
    if (!family.series.has(labels)) family.series.set(labels, key);
  }
  return [...byName.values()].map(({ head, series }) => ({
    ...head,
    samples: { [Symbol.iterator]: () => samplesOf(run, series) },
  }));
}

function* samplesOf(run: ExportedRun, series: ReadonlyMap<string, SeriesKey>): Generator<FamilySample> {
  for (const [labels, key] of series) {
    const { timesMs, values } = rowsOf(run, key);
    let previousMs = -Infinity;
    for (const [row, value] of values.entries()) {
      const timeMs = Math.round(timesMs[row] ?? NaN);
      // Two samples of one millisecond would be refused.
      if (Number.isNaN(value) || timeMs <= previousMs) continue;
      previousMs = timeMs;
      yield { labels, value, timeMs };
    }
  }
}

/** The labels of session and process; of a process that is no longer listed the pid is known. */
function labelling({ session }: ExportedRun): (process: ProcessKey | undefined) => string {
  const ofSession = sessionLabels(session);
  const names = new Map(session.processes.map((process) => [processKey(process), process.name]));
  return (process) => {
    if (process === undefined) return ofSession;
    const pid = Number(process.split('@')[0]);
    return joinLabels(ofSession, processLabels({ name: names.get(process) ?? '', pid }));
  };
}

import { CHUNK_LENGTH } from './chunkLength';
import type { FamilyHead, FamilySample, MetricFamily } from './metricFamily';
import { numberText } from './numberText';

/** The content type of what `openMetricsText` returns. */
export const OPENMETRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** Families in the text format of OpenMetrics 1.0, whole: see `openMetricsChunks`. */
export function openMetricsText(families: readonly MetricFamily[]): string {
  return [...openMetricsChunks(families)].join('');
}

/**
 * Families in the text format of OpenMetrics 1.0, piece by piece, the end mark included. Times are in seconds. A family
 * without samples is left out. Source: the OpenMetrics specification 1.0.
 */
export function* openMetricsChunks(families: Iterable<MetricFamily>): Generator<string> {
  for (const family of families) {
    let text = '';
    let isStarted = false;
    for (const sample of family.samples) {
      if (!isStarted) text = headText(family);
      isStarted = true;
      text += sampleText(family.name, sample);
      if (text.length < CHUNK_LENGTH) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }
  yield '# EOF\n';
}

function headText({ name, type, help, unit }: FamilyHead): string {
  // A counter's family is called without the suffix that its samples have.
  const family = type === 'counter' ? name.replace(/_total$/, '') : name;
  const unitLine = unit === undefined ? '' : `# UNIT ${family} ${unit}\n`;
  return `# TYPE ${family} ${type}\n${unitLine}# HELP ${family} ${escapeHelp(help)}\n`;
}

function sampleText(name: string, { labels, value, timeMs }: FamilySample): string {
  const time = timeMs === undefined ? '' : ` ${secondsText(timeMs)}`;
  return `${labels === '' ? name : `${name}{${labels}}`} ${numberText(value)}${time}\n`;
}

/** Prometheus keeps milliseconds: more digits would be lost, or read as another millisecond. */
function secondsText(timeMs: number): string {
  return (Math.round(timeMs) / 1000).toFixed(3);
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

import type { FamilySample, MetricFamily } from './metricFamily';
import { CHUNK_LENGTH } from './chunkLength';
import { numberText } from './numberText';

/** The content type of what `prometheusText` returns. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Families in Prometheus's text format 0.0.4, whole: see `prometheusChunks`.
 */
export function prometheusText(families: readonly MetricFamily[]): string {
  return [...prometheusChunks(families)].join('');
}

/**
 * Families in Prometheus's text format 0.0.4, piece by piece: help and type once, then the samples. One without samples is
 * left out: a value that is missing is absent. Source: Prometheus documentation, "Exposition formats".
 */
export function* prometheusChunks(families: Iterable<MetricFamily>): Generator<string> {
  for (const { name, type, help, samples } of families) {
    let text = '';
    let isStarted = false;
    for (const sample of samples) {
      if (!isStarted) text = `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`;
      isStarted = true;
      text += sampleText(name, sample);
      if (text.length < CHUNK_LENGTH) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }
}

function sampleText(name: string, { labels, value, timeMs }: FamilySample): string {
  const time = timeMs === undefined ? '' : ` ${Math.round(timeMs)}`;
  return `${labels === '' ? name : `${name}{${labels}}`} ${numberText(value)}${time}\n`;
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

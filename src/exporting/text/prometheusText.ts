import type { FamilySample, MetricFamily } from './metricFamily';
import { numberText } from './numberText';

/** The content type of what `prometheusText` returns. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Families in Prometheus's text format 0.0.4: help and type once, then the samples. One without samples is left out: a
 * value that is missing is absent. Source: Prometheus documentation, "Exposition formats".
 */
export function prometheusText(families: readonly MetricFamily[]): string {
  return families.map(familyText).join('');
}

function familyText({ name, type, help, samples }: MetricFamily): string {
  let text = '';
  for (const sample of samples) text += sampleText(name, sample);
  return text === '' ? '' : `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n${text}`;
}

function sampleText(name: string, { labels, value, timeMs }: FamilySample): string {
  const time = timeMs === undefined ? '' : ` ${Math.round(timeMs)}`;
  return `${labels === '' ? name : `${name}{${labels}}`} ${numberText(value)}${time}\n`;
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

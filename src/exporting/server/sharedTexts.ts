import type { MetricFamily } from '../text/metricFamily';
import { openMetricsText } from '../text/openMetrics';
import { prometheusText } from '../text/prometheusText';
import type { ExpositionFormat } from './negotiation';

/**
 * A way to ask for the families as text. Each text has a turn of the event loop to itself, and all who ask before it has
 * come share it: however many ask at once, nobody else waits for longer than one text takes.
 */
export function sharedTexts(families: () => readonly MetricFamily[]): (format: ExpositionFormat) => Promise<string> {
  const awaited = new Map<ExpositionFormat, Promise<string>>();
  return (format) => {
    const known = awaited.get(format);
    if (known !== undefined) return known;
    const text = nextTurn().then(() => {
      awaited.delete(format);
      return format === 'openMetrics' ? openMetricsText(families()) : prometheusText(families());
    });
    awaited.set(format, text);
    return text;
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

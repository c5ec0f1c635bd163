import { attributesName } from '../src/shared/attributesLabel';
import { metricOf, type ChartId } from '../src/shared/metrics';
import type { Attributes } from '../src/shared/sample';
import type { View } from '../src/shared/view';
import type { Alert, AlertLimit, Session, Severity } from '../src/shared/state';

/** A span of time that a chart tints: from the first value beyond the limit until the alert was over. */
export interface AlertSpan {
  readonly fromMs: number;
  /** Absent while the alert stands. */
  readonly toMs?: number;
  readonly severity: Severity;
}

/** What a chart shows of alerts. */
export interface ChartAlerts {
  readonly spans: readonly AlertSpan[];
  /** Limits of alerts that stand or are pending, in the base unit of the chart, each once. */
  readonly thresholds: readonly number[];
  /** Limits of rules that are silent, likewise. */
  readonly limits: readonly number[];
}

export const NO_ALERTS: ChartAlerts = { spans: [], thresholds: [], limits: [] };

/**
 * The alerts about a chart's metrics, as far as they are about what the view shows: the tree's with the total, a
 * process's with that process, and as spans with the total too. Limits of growth are none that a level could reach.
 * `limits` are those of all rules: one for each process is shown where one process is all that is drawn. What is about
 * what a program calls `name` is shown where that is all that is drawn.
 */
export function chartAlerts(
  chart: ChartId,
  session: Session | undefined,
  view: View,
  limits: readonly AlertLimit[] = [],
  name?: string,
): ChartAlerts {
  const about = (session?.alerts ?? []).filter((alert) => isAbout(alert, chart, view, name));
  const spans = about.filter(({ firedAtMs }) => firedAtMs !== undefined).map(spanOf);
  const levels = about.filter(
    (alert) =>
      isLevel(alert) && alert.process === view.process && alert.state !== 'resolved' && isDrawn(alert.attributes, name),
  );
  const thresholds = [...new Set(levels.flatMap(({ threshold }) => threshold ?? []))];
  const isOneProcess = view.process !== undefined || session?.processes.length === 1;
  const silent = limits
    .filter(({ metric, attributes }) => metricOf(metric).chart?.id === chart && isDrawn(attributes, name))
    .filter(({ scope }) => (scope === 'process' ? isOneProcess : view.process === undefined))
    .map(({ threshold }) => threshold)
    .filter((threshold, index, all) => !thresholds.includes(threshold) && all.indexOf(threshold) === index);
  const isEmpty = spans.length === 0 && thresholds.length === 0 && silent.length === 0;
  return isEmpty ? NO_ALERTS : { spans, thresholds, limits: silent };
}

function isAbout({ metric, attributes, process }: Alert, chart: ChartId, view: View, name?: string): boolean {
  if (metric === undefined || metricOf(metric).chart?.id !== chart) return false;
  if (name !== undefined && !isDrawn(attributes, name)) return false;
  return view.process === undefined || process === view.process;
}

/** Whether a level of a series with these attributes belongs among the lines: other names have other scales. */
function isDrawn(attributes: Attributes | undefined, name: string | undefined): boolean {
  return attributes === undefined || (name !== undefined && attributesName(attributes) === name);
}

function isLevel({ aggregate }: Alert): boolean {
  return aggregate !== 'rate' && aggregate !== 'slope';
}

function spanOf({ startedAtMs, endedAtMs, severity }: Alert): AlertSpan {
  return { fromMs: startedAtMs, ...(endedAtMs === undefined ? {} : { toMs: endedAtMs }), severity };
}

import { metricOf, type ChartId } from '../src/shared/metrics';
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
 * `limits` are those of all rules: one for each process is shown where one process is all that is drawn.
 */
export function chartAlerts(
  chart: ChartId,
  session: Session | undefined,
  view: View,
  limits: readonly AlertLimit[] = [],
): ChartAlerts {
  const about = (session?.alerts ?? []).filter((alert) => isAbout(alert, chart, view));
  const spans = about.filter(({ firedAtMs }) => firedAtMs !== undefined).map(spanOf);
  const levels = about.filter(
    (alert) => isLevel(alert) && alert.process === view.process && alert.state !== 'resolved',
  );
  const thresholds = [...new Set(levels.flatMap(({ threshold }) => threshold ?? []))];
  const isOneProcess = view.process !== undefined || session?.processes.length === 1;
  const silent = limits
    .filter(({ metric }) => metricOf(metric).chart?.id === chart)
    .filter(({ scope }) => (scope === 'process' ? isOneProcess : view.process === undefined))
    .map(({ threshold }) => threshold)
    .filter((threshold, index, all) => !thresholds.includes(threshold) && all.indexOf(threshold) === index);
  const isEmpty = spans.length === 0 && thresholds.length === 0 && silent.length === 0;
  return isEmpty ? NO_ALERTS : { spans, thresholds, limits: silent };
}

function isAbout({ metric, process }: Alert, chart: ChartId, view: View): boolean {
  if (metric === undefined || metricOf(metric).chart?.id !== chart) return false;
  return view.process === undefined || process === view.process;
}

function isLevel({ aggregate }: Alert): boolean {
  return aggregate !== 'rate' && aggregate !== 'slope';
}

function spanOf({ startedAtMs, endedAtMs, severity }: Alert): AlertSpan {
  return { fromMs: startedAtMs, ...(endedAtMs === undefined ? {} : { toMs: endedAtMs }), severity };
}

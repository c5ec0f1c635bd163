import type { SessionStore } from '../../series/sessionStore';
import { statisticsOf } from '../../series/statistics';
import { METRICS, type Metric, type MetricName } from '../../shared/metrics';
import { processKey, type ProcessKey } from '../../shared/sample';
import type { Alert, Session } from '../../shared/state';
import { formatDuration, formatText, quantityOf } from '../../shared/units';

/** More sessions, metrics or alerts than this are not told: a language model reads every word. */
const MOST_LINES = 40;

/** The sessions in a line each, newest first: name, id, state, health, age, processes with their pids. */
export function sessionsAnswer(sessions: readonly Session[], nowMs: number): string {
  if (sessions.length === 0) return 'Nothing has been monitored yet. Start a program with F5 or Run Without Debugging.';
  return lines(sessions.toReversed().map((session) => sessionLine(session, nowMs)));
}

function sessionLine({ name, id, state, health, startedAtMs, endedAtMs, processes }: Session, nowMs: number): string {
  const living = processes.filter(({ alive }) => alive).map((process) => `${process.name} ${process.pid}`);
  const lasted = formatDuration((endedAtMs ?? nowMs) - startedAtMs);
  const list = living.length === 0 ? '' : `, processes: ${living.slice(0, 10).join(', ')}`;
  const more = living.length > 10 ? ` and ${living.length - 10} more` : '';
  return `${name} (id ${id}): ${state}, health ${health}, for ${lasted}${list}${more}`;
}

/** What is asked of a session's values. */
export interface MetricsQuestion {
  /** The metrics that are asked for; absent for all that say something by themselves. */
  readonly metrics?: readonly MetricName[];
  /** One process; absent for the whole tree. */
  readonly process?: ProcessKey;
  /** The span, both ends included, epoch milliseconds; may be infinite. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Figures of metrics over a span, a line each, with units; a counter's are of its rate. Says so where there is nothing. */
export function metricsAnswer(session: Session, store: SessionStore, question: MetricsQuestion): string {
  const { metrics, process } = question;
  const asked = METRICS.filter(({ name, inStatistics }) => metrics?.includes(name) ?? inStatistics);
  const told = asked.flatMap((metric) => metricLine(metric, store, question));
  const about = session.processes.find((candidate) => processKey(candidate) === process);
  const whose = about === undefined ? 'the whole process tree' : `${about.name} (pid ${about.pid})`;
  if (told.length === 0) return `${session.name}: no values of ${whose} in this span.`;
  return `${session.name}, ${whose}. CPU is in % of one core.\n${lines(told)}`;
}

function metricLine(
  metric: Metric,
  store: SessionStore,
  { process, fromMs, toMs }: MetricsQuestion,
): readonly string[] {
  const key = { metric: metric.name, attributes: '', ...(process === undefined ? {} : { process }) };
  const series = store.find(key);
  const figures = series && statisticsOf(series, fromMs, toMs);
  if (series === undefined || figures === undefined) return [];
  const text = (value: number | undefined): string => formatText(value, quantityOf(metric));
  const now = series.latest === undefined ? '' : `now ${text(series.latest)}, `;
  const { mean, median, p95, min, max, count } = figures;
  return [
    `${metric.title} (${metric.name}): ${now}mean ${text(mean)}, median ${text(median)}, p95 ${text(p95)}, ` +
      `min ${text(min)}, max ${text(max)}, ${count} values`,
  ];
}

/** Alerts in a line each, those that stand first, newest first: what is wrong, since when, whether it is over. */
export function alertsAnswer(session: Session, nowMs: number): string {
  if (session.alerts.length === 0) return `${session.name}: no alerts. Health: ${session.health}.`;
  const newestFirst = session.alerts.toReversed();
  const standing = newestFirst.filter(({ state }) => state !== 'resolved');
  const over = newestFirst.filter(({ state }) => state === 'resolved');
  return `${session.name}, health ${session.health}\n${lines([...standing, ...over].map((alert) => alertLine(alert, nowMs)))}`;
}

function alertLine({ name, severity, state, message, startedAtMs, endedAtMs }: Alert, nowMs: number): string {
  const ago = `began ${formatDuration(nowMs - startedAtMs)} ago`;
  const ended = endedAtMs === undefined ? '' : `, over ${formatDuration(nowMs - endedAtMs)} ago`;
  return `${state} ${severity} "${name}": ${message} (${ago}${ended})`;
}

function lines(all: readonly string[]): string {
  const more = all.length - MOST_LINES;
  return [...all.slice(0, MOST_LINES).map((line) => `- ${line}`), ...(more > 0 ? [`- and ${more} more`] : [])].join(
    '\n',
  );
}

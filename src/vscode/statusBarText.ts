import * as vscode from 'vscode';
import { metricOf, type MetricName } from '../shared/metrics';
import type { ProcessRow } from '../shared/protocol';
import type { MonitorStatus, Session } from '../shared/state';
import { formatText, quantityOf } from '../shared/units';
import { conditionWord } from './conditionWord';
import { labelText } from './labelText';

/** What the status bar shows: one run, its newest values and the state of the monitor. */
export interface StatusBarContent {
  readonly session: Session;
  readonly values: ProcessRow['values'];
  readonly others: number;
  readonly monitor: MonitorStatus;
  readonly nowMs: number;
}

/** The text of the item: CPU, memory and condition of a run, or its name and how it ended. */
export function statusText(content: StatusBarContent): string {
  const { session, values } = content;
  if (session.endedAtMs !== undefined) return `$(pulse) ${labelText(session.name)} ${conditionWord(session.state)}`;
  const cpu = shownValue('process.cpu.time', values).padStart(6, FIGURE_SPACE);
  const memory = shownValue('process.memory.usage', values).padStart(7, FIGURE_SPACE);
  return `$(pulse) ${cpu} ${memory}${FIGURE_SPACE}${conditionText(content)}`;
}

/** What a screen reader says of the item. */
export function spokenText(content: StatusBarContent): string {
  const { session, values } = content;
  return vscode.l10n.t(
    'Process Monitor: {0} {1}, CPU {2}, memory {3}',
    session.name,
    conditionText(content),
    shownValue('process.cpu.time', values),
    shownValue('process.memory.usage', values),
  );
}

/** The newest value of a metric as it is shown. */
export function shownValue(metric: MetricName, values: ProcessRow['values']): string {
  return formatText(values[metric], quantityOf(metricOf(metric)));
}

/** Figure spaces are as wide as digits, so that the item keeps its width while values change. */
const FIGURE_SPACE = '\u2007';

/** How long an anomaly is in the status bar. */
const ANOMALY_SHOWN_MS = 30_000;

/** How the run is, where that says more than its state. Values that have stopped coming are not passed off as new. */
function conditionText({ session, monitor, nowMs }: StatusBarContent): string {
  const { state, health, events } = session;
  if (state !== 'running') return conditionWord(state);
  if (monitor.stalled) return vscode.l10n.t('stalled');
  if (health !== 'ok') return conditionWord(health);
  const isUnusual = events.some(({ kind, timeMs }) => kind === 'anomaly' && nowMs - timeMs < ANOMALY_SHOWN_MS);
  return isUnusual ? vscode.l10n.t('unusual') : conditionWord(state);
}

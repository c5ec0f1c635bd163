import { attributePairs, type ProcessKey } from '../shared/sample';
import type { Alert, SessionEvent } from '../shared/state';
import type { ApiAlert, ApiEvent } from './api';

/** An alert as other extensions see it. */
export function apiAlert(alert: Alert): ApiAlert {
  const { name, severity, state, metric, attributes, value, threshold, startedAtMs, endedAtMs, message, process } =
    alert;
  return {
    name,
    severity,
    state,
    ...(metric === undefined ? {} : { metric }),
    ...(attributes === undefined ? {} : { attributes: Object.fromEntries(attributePairs(attributes)) }),
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold }),
    startedAt: startedAtMs,
    ...(endedAtMs === undefined ? {} : { endedAt: endedAtMs }),
    message,
    ...(process === undefined ? {} : { process: pidOf(process) }),
  };
}

/** An event as other extensions see it. */
export function apiEvent({ kind, timeMs, text, process }: SessionEvent): ApiEvent {
  return { kind, timeMs, text, ...(process === undefined ? {} : { process: pidOf(process) }) };
}

/** What of alerts counts as a change for others: not their value, which changes with each sample. */
export function alertsOutline(alerts: readonly Alert[]): string {
  return alerts.map(({ id, state, severity }) => `${id} ${state} ${severity}`).join('\n');
}

function pidOf(process: ProcessKey): number {
  return Number(process.slice(0, process.indexOf('@')));
}

import { processKey } from '../../shared/sample';
import type { Session } from '../../shared/state';
import type { FamilyCollector } from './familyCollector';
import { attributeLabels, joinLabels, labelText } from './labelText';
import type { FamilyHead } from './metricFamily';
import { processLabels, sessionLabels } from './sessionLabels';

/**
 * Adds the alerts of a session that stand or are pending, each as 1 with its state; those that are over are gone. One
 * about a single series has the labels of that series.
 */
export function addAlerts(collector: FamilyCollector, session: Session): void {
  for (const { name, severity, state, process, attributes = '' } of session.alerts) {
    if (state === 'resolved') continue;
    const about = session.processes.find((candidate) => processKey(candidate) === process);
    const labels = labelText([
      ['alertname', name],
      ['alertstate', state],
      ['severity', severity],
      ...attributeLabels(attributes).map(([key, value]) => [TAKEN.has(key) ? `exported_${key}` : key, value] as const),
    ]);
    const ofProcess = about === undefined ? '' : processLabels(about);
    collector.add(ALERTS, { labels: joinLabels(joinLabels(sessionLabels(session), ofProcess), labels), value: 1 });
  }
}

/** The labels that an alert has for itself. */
const TAKEN: ReadonlySet<string> = new Set(['alertname', 'alertstate', 'severity']);

/** Labelled as Prometheus labels its own `ALERTS`. */
const ALERTS: FamilyHead = {
  name: 'process_monitor_alerts',
  type: 'gauge',
  help: 'Alerts that are pending, firing or recovering: 1 each.',
};

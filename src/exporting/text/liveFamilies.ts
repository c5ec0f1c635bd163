import type { MetricName } from '../../shared/metrics';
import { processKey, type Attributes, type ProcessKey } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { addAlerts } from './alertFamily';
import type { CurrentValue } from './currentValues';
import { exposedAs, type Exposed } from './exposedAs';
import { FamilyCollector } from './familyCollector';
import { KnownParts } from './knownParts';
import { joinLabels } from './labelText';
import type { FamilyHead, MetricFamily } from './metricFamily';
import { processLabels, sessionLabels } from './sessionLabels';

/** A session with its newest values. */
export interface CurrentSession {
  readonly session: Session;
  readonly values: readonly CurrentValue[];
}

/**
 * What is true now of the sessions that run, and of the monitor itself, as families for a scrape: without times, each
 * value once. Sessions that have ended are not to be given.
 */
export function liveFamilies(
  sessions: readonly CurrentSession[],
  monitor: readonly CurrentValue[],
): readonly MetricFamily[] {
  const collector = new FamilyCollector();
  const naming = new Naming();
  for (const { session } of sessions) {
    const isUp = session.state === 'running' || session.state === 'paused';
    collector.add(UP, { labels: sessionLabels(session), value: isUp ? 1 : 0 });
  }
  for (const { session, values } of sessions) addValues(collector, naming, values, labelsOf(session));
  for (const { session } of sessions) addAlerts(collector, session);
  addValues(collector, naming, monitor, () => '');
  return collector.families();
}

const UP: FamilyHead = {
  name: 'process_monitor_session_up',
  type: 'gauge',
  help: 'Whether the processes of the session are found and read.',
};

function addValues(
  collector: FamilyCollector,
  naming: Naming,
  values: readonly CurrentValue[],
  labelsFor: (process: ProcessKey | undefined) => string,
): void {
  const parts = new KnownParts(values.map(({ key }) => key));
  for (const { key, value } of values) {
    const exposed = naming.of(key, parts.has(key));
    if (exposed === undefined) continue;
    collector.add(exposed.head, { labels: joinLabels(labelsFor(key.process), exposed.labels), value });
  }
}

/** Remembers how series are exposed: many processes have the same ones. */
class Naming {
  /** By metric and attributes, each once for a tree and for a process, with and without parts. */
  private readonly known = [0, 1, 2, 3].map(() => new Map<MetricName, Map<Attributes, Exposed | undefined>>());

  of(key: CurrentValue['key'], hasParts: boolean): Exposed | undefined {
    const byMetric = this.known[(key.process === undefined ? 2 : 0) + (hasParts ? 1 : 0)];
    let byAttributes = byMetric?.get(key.metric);
    if (byAttributes === undefined) {
      byAttributes = new Map();
      byMetric?.set(key.metric, byAttributes);
    }
    if (!byAttributes.has(key.attributes)) byAttributes.set(key.attributes, exposedAs(key, hasParts));
    return byAttributes.get(key.attributes);
  }
}

function labelsOf(session: Session): (process: ProcessKey | undefined) => string {
  const ofSession = sessionLabels(session);
  const ofProcesses = new Map(
    session.processes.map((process) => [processKey(process), joinLabels(ofSession, processLabels(process))]),
  );
  return (process) => (process === undefined ? ofSession : (ofProcesses.get(process) ?? ofSession));
}

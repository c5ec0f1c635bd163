import type { AlertRuleSettings } from '../shared/alertRuleSettings';
import { METRICS, type Metric } from '../shared/metrics';

/** The rules that are on from the start: those of the metrics' records in the catalogue, one for a crash and one for health. */
export function defaultRules(metrics: readonly Metric[] = METRICS): readonly AlertRuleSettings[] {
  const ofMetrics = metrics.flatMap(({ name, defaultAlerts = [] }) =>
    defaultAlerts.map((rule) => ({ ...rule, metric: name })),
  );
  return [...ofMetrics, CRASH, HEALTH];
}

const CRASH: AlertRuleSettings = { name: 'Crash', event: 'crashed', severity: 'critical' };

const HEALTH: AlertRuleSettings = { name: 'Health', event: 'unhealthy', severity: 'critical' };

import { METRICS } from '../../src/shared/metrics';

const RULES = 'processMonitor.alerts.rules';

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Record<string, { items: { properties: { metric: { enum: readonly string[] } } } }>;
    };
  };
}

/**
 * The manifest with what the catalogue says made anew: the metrics that an alert rule may watch. `manifest` is the text
 * of package.json; so is what is returned. Throws where the setting is not there.
 */
export function manifestWithRegions(manifest: string): string {
  const parsed = JSON.parse(manifest) as Manifest;
  const rules = parsed.contributes.configuration.properties[RULES];
  if (rules === undefined) throw new Error(`package.json has no setting "${RULES}".`);
  rules.items.properties.metric.enum = METRICS.map(({ name }) => name);
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

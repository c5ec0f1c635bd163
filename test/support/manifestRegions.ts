import { METRICS } from '../../src/shared/metrics';

const RULES = 'processMonitor.alerts.rules';

const METRICS_TOOL = 'get_process_metrics';

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: { properties: { metrics: { items: { enum: readonly string[] } } } };
    }[];
    readonly configuration: {
      readonly properties: Record<string, { items: { properties: { metric: { enum: readonly string[] } } } }>;
    };
  };
}

/**
 * The manifest with what the catalogue says made anew: the metrics that an alert rule may watch, and those that
 * a language model may ask for. `manifest` is the text of package.json; so is what is returned. Throws where the setting
 * or the tool is not there.
 */
export function manifestWithRegions(manifest: string): string {
  const parsed = JSON.parse(manifest) as Manifest;
  const rules = parsed.contributes.configuration.properties[RULES];
  if (rules === undefined) throw new Error(`package.json has no setting "${RULES}".`);
  const names = METRICS.map(({ name }) => name);
  rules.items.properties.metric.enum = names;
  const tool = parsed.contributes.languageModelTools.find(({ name }) => name === METRICS_TOOL);
  if (tool === undefined) throw new Error(`package.json has no tool "${METRICS_TOOL}".`);
  tool.inputSchema.properties.metrics.items.enum = names;
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

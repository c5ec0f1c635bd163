import { FIRST_CHARTS } from '../../src/shared/firstCharts';
import { CHARTS, METRICS } from '../../src/shared/metrics';

const RULES = 'processMonitor.alerts.rules';

const PANEL_CHARTS = 'processMonitor.panel.charts';

const METRICS_TOOL = 'get_process_metrics';

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: { properties: { metrics: { items: { enum: readonly string[] } } } };
    }[];
    readonly configuration: {
      readonly properties: { readonly [RULES]?: RulesSetting; readonly [PANEL_CHARTS]?: ChartsSetting };
    };
  };
}

interface RulesSetting {
  items: { properties: { metric: { enum: readonly string[] } } };
}

interface ChartsSetting {
  default: readonly string[];
  items: { enum: readonly string[] };
}

/**
 * The manifest with what the catalogue says made anew: the metrics that an alert rule may watch, the charts that the
 * panel may show, and the metrics that a language model may ask for. `manifest` is the text of package.json; so is what is returned. Throws where the setting
 * or the tool is not there.
 */
export function manifestWithRegions(manifest: string): string {
  const parsed = JSON.parse(manifest) as Manifest;
  const rules = parsed.contributes.configuration.properties[RULES];
  if (rules === undefined) throw new Error(`package.json has no setting "${RULES}".`);
  const names = METRICS.map(({ name }) => name);
  rules.items.properties.metric.enum = names;
  const charts = parsed.contributes.configuration.properties[PANEL_CHARTS];
  if (charts === undefined) throw new Error(`package.json has no setting "${PANEL_CHARTS}".`);
  charts.default = FIRST_CHARTS;
  charts.items.enum = CHARTS.map(({ id }) => id);
  const tool = parsed.contributes.languageModelTools.find(({ name }) => name === METRICS_TOOL);
  if (tool === undefined) throw new Error(`package.json has no tool "${METRICS_TOOL}".`);
  tool.inputSchema.properties.metrics.items.enum = names;
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

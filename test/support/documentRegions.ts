import { METRICS, type Metric } from '../../src/shared/metrics';

/** The part of the manifest that the documents show. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> };
  };
}

interface SettingSchema {
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
}

/** The documents in which some are, below the root of the project. */
export const DOCUMENTS = ['README.md', 'docs/metrics.md', 'docs/settings.md'];

/**
 * A document with its generated regions (`<!-- generated: NAME -->` to `<!-- end -->`) made anew from the catalogue and
 * the manifest. Throws for a region that nobody knows.
 */
export function documentWithRegions(text: string, manifest: Manifest, nls: Readonly<Record<string, string>>): string {
  const translate = (text: string): string => text.replace(/^%(.+)%$/, (whole, key: string) => nls[key] ?? whole);
  const regions: Readonly<Record<string, () => string>> = {
    metrics: metricsTable,
    settings: () => settingsTable(manifest, translate),
    commands: () => commandsTable(manifest, translate),
  };
  return text.replaceAll(
    /(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => {
      const region = regions[name];
      if (region === undefined) throw new Error(`There is a generated region "${name}" that nobody makes.`);
      return `${start}\n${region()}\n\n${end}`;
    },
  );
}

function metricsTable(): string {
  return table(['Metric', 'Unit', 'Instrument', 'Prometheus', 'What it is'], METRICS.map(metricRow));
}

function metricRow(metric: Metric): readonly string[] {
  const { name, unit, instrument, prometheusName, quantile, breakdown, description } = metric;
  const parts = breakdown === undefined ? '' : ` By \`${breakdown.attribute}\`: ${breakdown.values.join(', ')}.`;
  const exported = quantile === undefined ? prometheusName : `${prometheusName}{quantile="${quantile}"}`;
  return [code(name), code(unit), instrument, code(exported), description + parts];
}

function settingsTable(manifest: Manifest, translate: (text: string) => string): string {
  const rows = Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => [
    code(name),
    setting.enum === undefined
      ? code(typeof setting.default === 'string' ? setting.default : JSON.stringify(setting.default))
      : setting.enum.map((value) => (value === setting.default ? `**${code(value)}**` : code(value))).join(', '),
    translate(setting.markdownDescription),
  ]);
  return table(['Setting', 'Default', 'What it does'], rows);
}

function commandsTable(manifest: Manifest, translate: (text: string) => string): string {
  const rows = manifest.contributes.commands.map(({ command, title, category }) => [
    `${category}: ${translate(title)}`,
    code(command),
  ]);
  return table(['Command', 'Id'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

import { METRICS, metricOf, type Metric } from '../../src/shared/metrics';

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
    metricsSummary,
    settings: () => settingsTable(manifest, translate),
    settingsSummary: () => settingsSummary(manifest, translate),
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

/** Who tells a metric, by how its name begins; the first that fits. */
const TOLD_BY: readonly (readonly [RegExp, string])[] = [
  [/^process\./, 'The system, of any program'],
  [/^(?:nodejs|v8js|http)\./, 'Node programs, from inside'],
  [/^app\./, 'Programs, with metrics of their own'],
  [/^system\./, 'The machine, behind each run'],
  [/^process_monitor\./, 'Process Monitor, of itself'],
];

/** Throws for a metric of which nobody is known to tell it. */
function metricsSummary(): string {
  const tellers = METRICS.map(({ name }) => {
    const teller = TOLD_BY.find(([names]) => names.test(name))?.[1];
    if (teller === undefined) throw new Error(`Nobody is known to tell the metric "${name}".`);
    // Percentiles and other parts go by the name of the whole: "Event loop delay, p99".
    return { teller, title: metricOf(name).title.replace(/, .*/, '') };
  });
  const rows = TOLD_BY.map(([, teller]) => [
    teller,
    [...new Set(tellers.filter((told) => told.teller === teller).map(({ title }) => title))].join(', '),
  ]);
  return table(['Told by', 'Metrics'], rows);
}

/** Each setting with the first sentence of its description. */
function settingsSummary(manifest: Manifest, translate: (text: string) => string): string {
  const rows = Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => {
    const first = /^.*?[.:](?= |$)/.exec(translate(setting.markdownDescription))?.[0] ?? '';
    const value = typeof setting.default === 'string' ? setting.default : JSON.stringify(setting.default);
    return [
      code(name.replace(/^processMonitor\./, '')),
      value === '' ? '' : value.length > 30 ? 'a list' : code(value),
      first.replace(/:$/, '.'),
    ];
  });
  return table(['`processMonitor.`...', 'Default', 'What it does'], rows);
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

import type { SessionStore } from '../series/sessionStore';
import { statisticsOf } from '../series/statistics';
import { metricOf, type MetricName } from '../shared/metrics';
import { formatDuration, formatText, quantityOf } from '../shared/units';
import type { StoredRun } from './readRun';
import { reportChart } from './reportChart';

/**
 * What happened before a run ended, in Markdown: how it ended, its last minutes in charts and figures, its last alerts, events and
 * lines of output. `store` holds the values of the run, `clock` writes a moment as local time. Parts of which nothing
 * is known are left out.
 */
export function crashReport(
  run: Pick<StoredRun, 'header' | 'session' | 'output' | 'damage'>,
  name: string,
  store: SessionStore,
  clock: (timeMs: number) => string,
): string {
  const { header, session, output, damage } = run;
  const endMs = session.endedAtMs ?? lastMsOf(store) ?? session.startedAtMs;
  const at = (timeMs: number): string => `${clock(timeMs)}, ${formatDuration(Math.max(0, endMs - timeMs))} before`;
  const { git } = header;
  const pictures = chartsOf(store, session.startedAtMs, endMs);
  return [
    `# What happened before ${plain(name)} died`,
    list([
      `**${plain(session.reason ?? 'How it ended is not known.')}**`,
      `Ended ${clock(endMs)}, after ${formatDuration(endMs - session.startedAtMs)}`,
      `Configuration: ${plain(header.configuration)}`,
      ...(git === undefined ? [] : [`Commit: ${git.commit}${git.isDirty ? ', with changes' : ''}`]),
      ...(damage === undefined ? [] : [`The file of this run was damaged: ${damage}`]),
    ]),
    ...section('The last five minutes', pictures.map(({ reference }) => reference).join('\n\n')),
    ...section('Highest values', figures(store, endMs)),
    ...section(
      'Alerts',
      list(session.alerts.slice(-MOST_ALERTS).map((one) => `${at(one.startedAtMs)}: ${plain(one.message)}`)),
    ),
    ...section(
      'Events',
      list(session.events.slice(-MOST_EVENTS).map((one) => `${at(one.timeMs)}: ${plain(one.text)}`)),
    ),
    ...section('Last output', fenced(output.slice(-MOST_LINES))),
    ...pictures.map(({ definition }) => definition),
    '',
  ].join('\n\n');
}

const MOST_ALERTS = 20;
const MOST_EVENTS = 30;
const MOST_LINES = 60;

/** The spans of the table: how long before the end each begins and ends, milliseconds. */
const SPANS_MS = [300, 180, 120, 60, 30, 10, 0].map((seconds) => seconds * 1_000);

const SHOWN: readonly MetricName[] = [
  'process.cpu.time',
  'process.memory.usage',
  'process.thread.count',
  'process.unix.file_descriptor.count',
  'process.count',
];

/** A table of the highest values in ever shorter spans before the end; empty where there is none. */
function figures(store: SessionStore, endMs: number): string {
  const columns = SHOWN.flatMap((metric) => {
    const series = store.find({ metric, attributes: '' });
    return series === undefined ? [] : [{ ...metricOf(metric), series }];
  });
  const rows = SPANS_MS.slice(0, -1).flatMap((fromMs, i) => {
    const toMs = SPANS_MS[i + 1] ?? 0;
    const highest = columns.map(({ series }) => statisticsOf(series, endMs - fromMs, endMs - toMs)?.max);
    if (highest.every((value) => value === undefined)) return [];
    const span = `${formatDuration(fromMs)} to ${formatDuration(toMs)} before`;
    return [[span, ...columns.map((metric, column) => formatText(highest[column], quantityOf(metric)))]];
  });
  if (rows.length === 0) return '';
  return [['', ...columns.map(({ title }) => title)], ['---', ...columns.map(() => '--:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/**
 * The charts of the last five minutes, or of as much as there was, as Markdown: where each stands, and what it is. The
 * pictures themselves come last, so that the text can be read where it is not rendered.
 */
function chartsOf(store: SessionStore, startedAtMs: number, endMs: number): readonly Picture[] {
  const fromMs = Math.max(startedAtMs, endMs - (SPANS_MS[0] ?? 0));
  return SHOWN.flatMap((metric) => {
    const series = store.find({ metric, attributes: '' });
    const described = metricOf(metric);
    const { title } = described;
    const quantity = quantityOf(described);
    const svg = series && reportChart({ title, series, quantity, fromMs, toMs: endMs });
    if (svg === undefined) return [];
    const data = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    return [{ reference: `![${plain(title)}][${metric}]`, definition: `[${metric}]: ${data}` }];
  });
}

interface Picture {
  readonly reference: string;
  readonly definition: string;
}

function lastMsOf(store: SessionStore): number | undefined {
  const lastMs = Math.max(...store.treeSeries().map((series) => series.lastMs ?? -Infinity));
  return Number.isFinite(lastMs) ? lastMs : undefined;
}

function section(title: string, content: string): readonly string[] {
  return content === '' ? [] : [`## ${title}`, content];
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Text of others in one line, in which nothing is Markdown or HTML. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+!|&~-]/g, '\\$&');
}

/** Lines as they are: the fence is longer than any run of backticks in them. */
function fenced(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}

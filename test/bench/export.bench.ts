import { Gauge, Counter, Registry } from 'prom-client';
import { liveFamilies, type CurrentSession } from '../../src/exporting/text/liveFamilies';
import { currentValues } from '../../src/exporting/text/currentValues';
import type { MetricFamily } from '../../src/exporting/text/metricFamily';
import { openMetricsText } from '../../src/exporting/text/openMetrics';
import { prometheusText } from '../../src/exporting/text/prometheusText';
import { SessionStore, UNLIMITED } from '../../src/series/sessionStore';
import type { MetricName } from '../../src/shared/metrics';
import { attributePairs, attributesOf, processKey } from '../../src/shared/sample';
import { paired, type BenchResult, type BenchRow, type Paired } from '../support/bench';
import { SESSION } from '../support/recordedRun';
import { T0 } from '../support/rounds';
import { eventLoopDelays } from './export/eventLoopDelay';

const SERIES = 10_000;
const PER_PROCESS: readonly (readonly [metric: MetricName, attributes: Readonly<Record<string, string>>])[] = [
  ['process.cpu.time', { 'cpu.mode': 'user' }],
  ['process.cpu.time', { 'cpu.mode': 'system' }],
  ['process.io', { 'io.direction': 'read' }],
  ['process.io', { 'io.direction': 'write' }],
  ['process.memory.usage', {}],
  ['process.memory.virtual', {}],
  ['process.thread.count', {}],
  ['process.unix.file_descriptor.count', {}],
  ['process.uptime', {}],
  ['nodejs.eventloop.utilization', {}],
];

/**
 * One scrape of 10,000 series: from the store to the text, beside prom-client that is set to the same values of the same
 * families and writes them. Both run on this one thread. And for how long exports and scrapes hold the event loop. Options: `--rounds=N`, 15 where nothing is said.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const rounds = Number(args.find((arg) => arg.startsWith('--rounds='))?.slice('--rounds='.length) ?? 15);
  const { session, store } = manyProcesses();
  const living = new Set(session.processes.map(processKey));
  const current = (): readonly CurrentSession[] => [{ session, values: currentValues(store, living, 0) }];
  const families = liveFamilies(current(), []).filter(({ name }) => name !== 'process_monitor_session_up');
  const rival = new PromClient(families);
  const ours = (write: (families: readonly MetricFamily[]) => string) => () =>
    millisecondsOf(() => write(liveFamilies(current(), [])));
  const plain = await paired(ours(prometheusText), () => rival.scrapeMs(), { rounds });
  const open = await paired(ours(openMetricsText), () => rival.scrapeMs(), { rounds });
  const delays = await eventLoopDelays(() => liveFamilies(current(), []));
  const rows = [...pairRows('text 0.0.4', plain), ...pairRows('OpenMetrics', open), ...delays];
  const worst = Math.max(plain.a.median, open.a.median);
  const summary =
    `${SERIES} series take ${worst.toFixed(1)} ms at most on one core (the bound is 100 ms); ` +
    `prom-client takes ${(1 / plain.ratio.median).toFixed(1)} times as long for text 0.0.4. The event loop is held for ` +
    `${Math.max(...delays.map(({ median }) => median)).toFixed(0)} ms at most by exports and scrapes.`;
  return { name: 'export', rows, summary };
}

/** A session of as many processes as 10,000 series need, each with values. */
function manyProcesses(): CurrentSession & { readonly store: SessionStore } {
  const store = new SessionStore(UNLIMITED);
  const processes = Array.from({ length: SERIES / PER_PROCESS.length }, (_, i) => ({
    pid: 1_000 + i,
    startTimeMs: T0,
    parentPid: 1,
    name: 'node',
    depth: 0,
    alive: true,
    paused: false,
  }));
  for (const process of processes) {
    PER_PROCESS.forEach(([metric, attributes], i) => {
      const series = store.series({ process: processKey(process), metric, attributes: attributesOf(attributes) });
      series?.append(T0, i * 1.5);
      series?.append(T0 + 1_000, process.pid * 1.25 + i);
    });
  }
  return { session: { ...SESSION, processes }, values: [], store };
}

/** The same families and values in prom-client, set anew for each scrape as a program would. */
class PromClient {
  private readonly registry = new Registry();
  private readonly metrics: readonly { metric: Gauge | Counter; samples: readonly Sample[] }[];

  constructor(families: readonly MetricFamily[]) {
    this.metrics = families.map(({ name, help, type, samples }) => {
      const parsed = [...samples].map(({ labels, value }) => ({
        labels: Object.fromEntries(attributePairs(labels)),
        value,
      }));
      const labelNames = Object.keys(parsed[0]?.labels ?? {});
      const options = { name, help, labelNames, registers: [this.registry] };
      return { metric: type === 'counter' ? new Counter(options) : new Gauge(options), samples: parsed };
    });
  }

  async scrapeMs(): Promise<number> {
    const startMs = performance.now();
    for (const { metric, samples } of this.metrics) {
      metric.reset();
      for (const { labels, value } of samples) {
        if (metric instanceof Counter) metric.inc(labels, value);
        else metric.set(labels, value);
      }
    }
    await this.registry.metrics();
    return performance.now() - startMs;
  }
}

interface Sample {
  readonly labels: Record<string, string>;
  readonly value: number;
}

function millisecondsOf(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

function pairRows(metric: string, { a, b, ratio }: Paired): readonly BenchRow[] {
  return [
    { label: 'Process Monitor', metric, median: a.median, spread: a.iqr, unit: 'ms' },
    { label: 'prom-client', metric, median: b.median, spread: b.iqr, unit: 'ms' },
    { label: 'ratio', metric, median: ratio.median, spread: ratio.iqr, unit: 'x' },
  ];
}

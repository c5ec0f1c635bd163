import { TimeSeries } from '../../src/series/timeSeries';
import { paired, type BenchResult, type BenchRow, type Paired } from '../support/bench';

/**
 * Appending and memory of a time series beside what people write first: an array of objects with push and shift. Both
 * hold one hour, at one sample a second and at ten. Options: `--rounds=N`, 15 where nothing is said. Memory needs
 * `--expose-gc`.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const rounds = Number(args.find((arg) => arg.startsWith('--rounds='))?.slice('--rounds='.length) ?? 15);
  const rows: BenchRow[] = [];
  for (const instrument of ['gauge', 'counter'] as const) {
    for (const perSecond of [1, 10]) {
      const hour = { intervalMs: 1000 / perSecond, samples: 3_600 * perSecond };
      const figures = await paired(
        () => appendsPerSecond(new TimeSeries(instrument), hour),
        () => appendsPerSecond(new ObjectRing(hour.samples), hour),
        { rounds },
      );
      rows.push(...pairRows(`appends, ${instrument} at ${perSecond}/s`, 'per second', figures));
    }
  }
  const memory = await paired(
    () => heapBytesPerSample(newSeries),
    () => heapBytesPerSample(newRing),
    { rounds },
  );
  rows.push(...pairRows('memory, coarse tier included', 'bytes per sample', memory));
  rows.push(tierRow());
  return { name: 'store', rows, summary: summaryOf(rows) };
}

const START_MS = 1_700_000_000_000;

/** A burst takes this long or a little longer, milliseconds, however fast the target is. */
const BURST_MS = 60;

interface Hour {
  readonly intervalMs: number;
  readonly samples: number;
}

const HOUR_OF_SECONDS: Hour = { intervalMs: 1000, samples: 3_600 };

/** What a time series and its rival have in common. */
interface Appendable {
  append(timeMs: number, value: number): unknown;
}

class ObjectRing implements Appendable {
  private readonly samples: { timeMs: number; value: number }[] = [];

  constructor(private readonly capacity: number) {}

  append(timeMs: number, value: number): void {
    this.samples.push({ timeMs, value });
    if (this.samples.length > this.capacity) this.samples.shift();
  }
}

/** The hour that both hold is filled before the time is taken. */
function appendsPerSecond(target: Appendable, hour: Hour): number {
  const batch = 2_000;
  fill(target, hour, 0, hour.samples);
  let next = hour.samples;
  const startedAt = performance.now();
  let elapsedMs = 0;
  while (elapsedMs < BURST_MS) {
    fill(target, hour, next, batch);
    next += batch;
    elapsedMs = performance.now() - startedAt;
  }
  return ((next - hour.samples) / elapsedMs) * 1000;
}

function fill(target: Appendable, { intervalMs }: Hour, from: number, count: number): void {
  for (let i = from; i < from + count; i++) target.append(START_MS + i * intervalMs, i + 0.5);
}

function newSeries(): Appendable {
  return new TimeSeries('gauge');
}

function newRing(): Appendable {
  return new ObjectRing(HOUR_OF_SECONDS.samples);
}

/** Heap and array buffers of a hundred targets that hold an hour each, per sample. */
function heapBytesPerSample(create: () => Appendable): number {
  const targets = 100;
  const before = usedBytes();
  const held = Array.from({ length: targets }, () => {
    const target = create();
    fill(target, HOUR_OF_SECONDS, 0, HOUR_OF_SECONDS.samples);
    return target;
  });
  const bytes = usedBytes() - before;
  return bytes / (held.length * HOUR_OF_SECONDS.samples);
}

function usedBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The store's own account, which its limits go by. */
function tierRow(): BenchRow {
  const series = new TimeSeries('gauge');
  fill(series, HOUR_OF_SECONDS, 0, HOUR_OF_SECONDS.samples);
  const median = series.bytes / HOUR_OF_SECONDS.samples;
  return { label: 'time series', metric: "memory by the store's account", median, spread: 0, unit: 'bytes per sample' };
}

function pairRows(metric: string, unit: string, { a, b, ratio }: Paired): BenchRow[] {
  return [
    { label: 'time series', metric, median: a.median, spread: a.iqr, unit },
    { label: 'array of objects', metric, median: b.median, spread: b.iqr, unit },
    { label: 'ratio', metric, median: ratio.median, spread: ratio.iqr, unit: '1' },
  ];
}

function summaryOf(rows: readonly BenchRow[]): string {
  const own = rows.filter(({ label }) => label === 'time series');
  const slowest = Math.min(...own.filter(({ unit }) => unit === 'per second').map(({ median }) => median));
  const largest = Math.max(...own.filter(({ unit }) => unit === 'bytes per sample').map(({ median }) => median));
  const isWithin = slowest >= 2_000_000 && largest <= 24;
  const figures = `${(slowest / 1e6).toFixed(1)} million appends a second, ${largest.toFixed(1)} bytes a sample`;
  return `${figures}: ${isWithin ? 'within' : 'OUTSIDE'} the budget of 2 million and 24 bytes.`;
}

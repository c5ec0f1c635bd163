import { METRICS, metricOf, type MetricName } from '../../../src/shared/metrics';
import type { AppendMessage, SeriesData, StatisticsRow } from '../../../src/shared/protocol';
import { attributesOf } from '../../../src/shared/sample';
import type { Statistics } from '../../../src/shared/statistics';
import { noise } from './noise';

/** A moment at which all previews stand, epoch milliseconds. */
export const NOW_MS = Date.UTC(2026, 10, 24, 14, 32, 5);

/** A span without values, seconds before now. */
export interface Gap {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** The shape of a metric's curve: level, slow wave, jitter, growth over five minutes, each in the metric's base unit. */
type Curve = readonly [level: number, wave: number, jitter: number, growth: number];

const CURVES: Readonly<Partial<Record<MetricName, Curve>>> = {
  'process.cpu.time': [0.35, 0.15, 0.16, 0.1],
  'process.memory.usage': [212e6, 4e6, 3e6, 28e6],
  'process.memory.virtual': [1.42e9, 1e6, 0, 4e7],
  'process.io': [180e3, 90e3, 60e3, 0],
  'process.disk.io': [22e3, 20e3, 30e3, 0],
  'process.thread.count': [33, 0, 0, 0],
  'process.count': [3, 0, 0, 0],
  'process.unix.file_descriptor.count': [42, 3, 1, 0],
  'process.context_switches': [420, 120, 160, 0],
  'process.paging.faults': [130, 40, 120, 0],
};

/** How a sum divides over the values of its breakdown. */
const SHARES = [0.82, 0.18];

/** Series of all charted metrics with their breakdowns, one value a second for so many seconds up to a moment. */
export function seriesOf(seconds: number, gaps: readonly Gap[] = [], nowMs = NOW_MS): readonly SeriesData[] {
  return METRICS.flatMap(({ name }, index) => {
    const curve = CURVES[name];
    if (curve === undefined) return [];
    const { breakdown } = metricOf(name);
    const sum = columns(curve, seconds, nowMs, gaps, index);
    const parts = (breakdown?.values ?? []).map((value, part) => ({
      metric: name,
      attributes: attributesOf({ [breakdown?.attribute ?? '']: value }),
      times: sum.times,
      values: sum.values.map((one) => one * (SHARES[part] ?? 0)),
    }));
    return [{ metric: name, attributes: '', ...sum }, ...parts];
  });
}

/** What a program sets by name, at several levels. */
export function applicationSeries(levels: Readonly<Record<string, number>>): readonly SeriesData[] {
  return Object.entries(levels).map(([name, level], seed) => ({
    metric: 'app.value',
    attributes: attributesOf({ name }),
    ...columns([level, level / 5, level / 10, 0], 300, NOW_MS, [], seed),
  }));
}

/** The message of one more second. */
export function appendOf(nowMs: number): AppendMessage {
  return { type: 'append', nowMs, series: seriesOf(1, [], nowMs) };
}

/** Statistics of series, of the last `windowSeconds` and of all. */
export function statisticsRows(series: readonly SeriesData[], windowSeconds: number): readonly StatisticsRow[] {
  return series
    .filter((one) => one.attributes === '')
    .map(({ metric, values }) => ({
      metric,
      window: figures(values.slice(-windowSeconds)),
      run: figures(values),
    }));
}

function columns(
  [level, wave, jitter, growth]: Curve,
  seconds: number,
  nowMs: number,
  gaps: readonly Gap[],
  seed: number,
): Pick<SeriesData, 'times' | 'values'> {
  const random = noise(seed + 1 + nowMs / 1000);
  const times = Float64Array.from({ length: seconds }, (_, index) => nowMs - (seconds - 1 - index) * 1000);
  const values = times.map((timeMs) => {
    const ageSeconds = (NOW_MS - timeMs) / 1000;
    if (gaps.some((gap) => ageSeconds <= gap.fromSeconds && ageSeconds > gap.toSeconds)) return NaN;
    const busy = ageSeconds < 70 && ageSeconds > 25 && jitter > 0 ? level * 1.4 : 0;
    const value = level + wave * Math.sin(ageSeconds / 28) + jitter * (random() - 0.5) - (growth * ageSeconds) / 300;
    return Number.isInteger(level) && level < 100 ? Math.round(value) : Math.max(0, value + (growth > 1e6 ? 0 : busy));
  });
  return { times, values };
}

function figures(column: Float64Array): Statistics {
  const values = column.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    count: values.length,
    mean,
    median: at(0.5),
    min: at(0),
    max: at(1),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    stdDev: Math.sqrt(variance),
  };
}

import type { Bucket, Told, ToldSeries } from '../told/toldSeries';
import type { ExposedFamily, Exposition } from './parseExposition';
import type { ExposedSample } from './readSampleLine';

/**
 * What a page of metrics tells. Values that are no finite number say nothing; what describes the program (`info`), says
 * when it began (`_created`) or only makes up a mean (`_sum`) is no series of its own. A family without a type whose name
 * ends in `_total` is taken for a counter, which by Prometheus's convention nothing else may be called.
 */
export function toldByExposition({ families, dropped }: Exposition): Told {
  return { series: families.flatMap(seriesOf), dropped };
}

function seriesOf(family: ExposedFamily): readonly ToldSeries[] {
  switch (family.type) {
    case 'counter':
      return family.samples.flatMap((sample) => (sample.name.endsWith('_created') ? [] : plain('counter', sample)));
    case 'untyped':
    case 'unknown':
      return family.samples.flatMap((sample) => plain(sample.name.endsWith('_total') ? 'counter' : 'gauge', sample));
    case 'gauge':
    case 'stateset':
      return family.samples.flatMap((sample) => plain('gauge', sample));
    case 'gaugehistogram':
      return family.samples.flatMap((sample) => (sample.name.endsWith('_gcount') ? plain('gauge', sample) : []));
    case 'summary':
      return family.samples.flatMap((sample) => summarised(family.name, sample));
    case 'histogram':
      return histograms(family);
    case 'info':
      return [];
  }
}

function plain(type: 'gauge' | 'counter', { name, labels, value }: ExposedSample): readonly ToldSeries[] {
  return Number.isFinite(value) ? [{ type, name, attributes: labels, value }] : [];
}

function summarised(family: string, sample: ExposedSample): readonly ToldSeries[] {
  const { name, labels, value } = sample;
  if (name === `${family}_count`) return plain('counter', { ...sample, name: family });
  const quantile = labels.find(([key]) => key === 'quantile')?.[1];
  if (name !== family || quantile === undefined || !Number.isFinite(value)) return [];
  const attributes = labels.filter(([key]) => key !== 'quantile');
  return [{ type: 'quantile', name, attributes, quantile, value }];
}

interface Gathered {
  readonly attributes: ToldSeries['attributes'];
  /** Upper bounds, each with how many values do not lie above it. */
  readonly bounds: (readonly [upper: number, count: number])[];
  count: number | undefined;
}

/** The histograms of a family, one for each set of labels; one without buckets or with counts that fall is left out. */
function histograms({ name, samples }: ExposedFamily): readonly ToldSeries[] {
  const byLabels = new Map<string, Gathered>();
  for (const sample of samples) {
    const attributes = sample.labels.filter(([key]) => key !== 'le');
    const key = JSON.stringify(attributes);
    const gathered = byLabels.get(key) ?? { attributes, bounds: [], count: undefined };
    byLabels.set(key, gathered);
    if (sample.name === `${name}_count`) gathered.count = sample.value;
    const le = sample.labels.find(([label]) => label === 'le')?.[1];
    if (sample.name === `${name}_bucket` && le !== undefined) gathered.bounds.push([boundOf(le), sample.value]);
  }
  return [...byLabels.values()].flatMap(({ attributes, bounds, count }) => {
    const buckets = bucketsOf(bounds);
    const total = count ?? bounds.at(-1)?.[1];
    if (buckets === undefined || total === undefined || !Number.isFinite(total)) return [];
    return [{ type: 'histogram' as const, isCumulative: true, name, attributes, count: total, buckets }];
  });
}

function boundOf(le: string): number {
  return /^\+?inf$/i.test(le) ? Infinity : Number(le);
}

/** Buckets side by side from counts that each hold those of all below; undefined where they do not rise. */
function bucketsOf(bounds: Gathered['bounds']): readonly Bucket[] | undefined {
  const sorted = [...bounds].sort(([a], [b]) => a - b);
  const buckets = sorted.map(([upper, count], i) => {
    const [lower, below] = sorted[i - 1] ?? [upper > 0 ? 0 : -Infinity, 0];
    return { lower, upper, count: count - below };
  });
  return buckets.every(({ upper, count }) => !Number.isNaN(upper) && count >= 0) ? buckets : undefined;
}

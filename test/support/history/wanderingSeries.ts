import type { SeriesKey } from '../../../src/series/seriesKey';
import { METRICS } from '../../../src/shared/metrics';
import { attributesOf } from '../../../src/shared/sample';
import { T0 } from '../rounds';
import { seededRandom } from '../seededRandom';

/** Series of gauges and counters that wander as those of programs do; always the same. */
export class WanderingSeries {
  private readonly random = seededRandom(7);
  private readonly series: { readonly key: SeriesKey; readonly scale: number; value: number }[];

  constructor(count: number) {
    const metrics = METRICS.filter(({ name }) => name.startsWith('process.'));
    this.series = Array.from({ length: count }, (_, i) => {
      const part = i < metrics.length ? {} : { part: String(Math.floor(i / metrics.length)) };
      const metric = metrics[i % metrics.length]?.name ?? 'process.memory.usage';
      const scale = 10 ** (i % 6);
      return { key: { metric, attributes: attributesOf(part) }, scale, value: Math.round(scale * 100) };
    });
  }

  /** Moves on to a second, and tells the sample that each series has then, some milliseconds late. */
  visit(second: number, sample: (key: SeriesKey, timeMs: number, value: number) => void): void {
    for (const [i, series] of this.series.entries()) {
      // Every third value stays as it was, as thread counts and descriptors do.
      if (i % 3 !== 0) series.value += Math.floor(this.random() * series.scale);
      sample(series.key, T0 + second * 1000 + Math.floor(this.random() * 3), series.value);
    }
  }
}

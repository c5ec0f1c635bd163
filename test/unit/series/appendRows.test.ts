import assert from 'node:assert/strict';
import type { Retention } from '../../../src/series/retention';
import { TimeSeries } from '../../../src/series/timeSeries';
import type { Instrument } from '../../../src/shared/metrics';
import { seededRandom } from '../../support/seededRandom';

const START_MS = 1_700_000_000_000;
const SHORT: Retention = { fullMs: 60_000, coarseMs: 600_000 };

/** Rows of a counter or gauge with gaps and resets, some of them twice, too early, or no number at all. */
function randomRows(seed: number, count: number): { readonly times: Float64Array; readonly values: Float64Array } {
  const random = seededRandom(seed);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let timeMs = START_MS;
  let value = 0;
  for (let i = 0; i < count; i++) {
    const chance = random();
    timeMs += chance < 0.01 ? -1_500 : chance < 0.02 ? 0 : 500 + 1_000 * random();
    value = random() < 0.01 ? 0 : value + Math.floor(10 * random());
    times[i] = random() < 0.005 ? Infinity : timeMs;
    values[i] = random() < 0.02 ? NaN : random() < 0.005 ? Infinity : value;
  }
  return { times, values };
}

/** Everything that can be read of a series, in order. */
function everything(series: TimeSeries): unknown {
  const read: unknown[] = [];
  series.visit(-Infinity, Infinity, {
    point: (...point) => read.push(point),
    bucket: (bucket) => read.push({ ...bucket }),
    gap: (timeMs) => read.push({ gapMs: timeMs }),
  });
  const { rows, bytes, latest, latestStored, firstMs, lastMs, isWhole } = series;
  return { read, rows, bytes, latest, latestStored, firstMs, lastMs, isWhole };
}

function seriesOf(instrument: Instrument, dropped: () => void): TimeSeries {
  return new TimeSeries(instrument, SHORT, { resized: () => undefined, dropped });
}

describe('rows that are appended at once', () => {
  for (const instrument of ['counter', 'gauge'] as const) {
    it(`make the same ${instrument} as one by one`, () => {
      for (let seed = 1; seed <= 40; seed++) {
        const { times, values } = randomRows(seed, 400 + seed);
        const drops = { single: 0, atOnce: 0 };
        const single = seriesOf(instrument, () => (drops.single += 1));
        times.forEach((timeMs, i) => {
          const value = values[i] ?? NaN;
          if (Number.isNaN(value)) single.appendGap(timeMs);
          else single.append(timeMs, value);
        });
        const atOnce = seriesOf(instrument, () => (drops.atOnce += 1));
        // In blocks of any length, as they come from the disk.
        for (let from = 0; from < times.length; from += 7 * seed) {
          atOnce.appendRows(times.subarray(from, from + 7 * seed), values.subarray(from, from + 7 * seed));
        }
        assert.deepEqual(everything(atOnce), everything(single), `seed ${seed}`);
        assert.equal(drops.atOnce, drops.single, `seed ${seed}`);
        assert.ok(drops.single > 0 && !single.isWhole);
      }
    });
  }

  it('are dropped and counted once the series was given up', () => {
    let dropped = 0;
    const series = seriesOf('gauge', () => (dropped += 1));
    series.evict();
    series.appendRows(Float64Array.of(1, 2, 3), Float64Array.of(1, NaN, 3));
    assert.equal(series.rows, 0);
    assert.equal(dropped, 2);
  });
});

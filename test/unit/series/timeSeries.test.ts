import assert from 'node:assert/strict';
import { meanOf, type Bucket } from '../../../src/series/bucket';
import { TimeSeries } from '../../../src/series/timeSeries';
import { randomSeries } from '../../support/randomSeries';

const START_MS = 1_700_000_000_000;
const HOUR_MS = 3_600_000;

/** What a series is read as: values, buckets and gaps in order. */
function read(series: TimeSeries, fromMs = -Infinity, toMs = Infinity): (string | number)[] {
  const seen: (string | number)[] = [];
  series.visit(fromMs, toMs, {
    point: (_timeMs, value) => seen.push(value),
    bucket: (bucket) => seen.push(`${bucket.count} in ${bucket.min}..${bucket.max}`),
    gap: () => seen.push('gap'),
  });
  return seen;
}

describe('TimeSeries', () => {
  it('reads a gauge as it was appended', () => {
    const series = new TimeSeries('gauge');
    [3, -1, 4].forEach((value, i) => {
      assert.equal(series.append(START_MS + i, value), true);
    });
    assert.deepEqual(read(series), [3, -1, 4]);
    assert.equal(series.latest, 4);
    assert.equal(series.firstMs, START_MS);
  });

  it('reads a counter as its rate per second, with no value for the first sample', () => {
    const series = new TimeSeries('counter');
    series.append(0, 10);
    assert.equal(series.latest, undefined);
    series.append(500, 11);
    series.append(2_500, 11);
    assert.deepEqual(read(series), [2, 0]);
    assert.equal(series.latest, 0);
  });

  it('emits no rate after a counter reset', () => {
    const series = new TimeSeries('counter');
    [10, 12, 1, 4].forEach((value, i) => series.append(i * 1000, value));
    assert.deepEqual(read(series), [2, 'gap', 3]);
  });

  it('emits no rate across a gap', () => {
    const series = new TimeSeries('counter');
    series.append(0, 10);
    series.append(1_000, 12);
    series.appendGap(1_500);
    assert.equal(series.latest, undefined);
    series.append(2_000, 20);
    assert.equal(series.latest, undefined);
    series.append(3_000, 21);
    assert.deepEqual(read(series), [2, 'gap', 1]);
  });

  it('knows the rate at the first sample of a window', () => {
    const series = new TimeSeries('counter');
    for (let i = 0; i < 2_000; i++) series.append(i * 1000, i * i);
    assert.deepEqual(read(series, 1_500_000, 1_502_000), [2_999, 3_001, 3_003]);
  });

  it('collapses gaps in a row and drops a leading one', () => {
    const series = new TimeSeries('gauge');
    series.appendGap(1);
    series.append(2, 1);
    series.appendGap(3);
    series.appendGap(4);
    series.append(5, 2);
    assert.deepEqual(read(series), [1, 'gap', 2]);
    assert.equal(series.rows, 3);
  });

  it('puts a gap that is told late behind the last sample', () => {
    const series = new TimeSeries('gauge');
    series.append(START_MS, 1);
    series.appendGap(START_MS - 500);
    assert.equal(series.append(START_MS + 1, 2), true);
    assert.deepEqual(read(series), [1, 'gap', 2]);
  });

  it('refuses and counts what is not later or not finite', () => {
    let dropped = 0;
    const series = new TimeSeries('gauge', undefined, { resized: () => undefined, dropped: () => (dropped += 1) });
    series.append(1_000, 1);
    const bad: [number, number][] = [
      [1_000, 2],
      [999, 2],
      [NaN, 2],
      [Infinity, 2],
      [2_000, NaN],
      [2_000, -Infinity],
    ];
    for (const [timeMs, value] of bad) assert.equal(series.append(timeMs, value), false);
    assert.equal(dropped, bad.length);
    assert.deepEqual(read(series), [1]);
    assert.equal(series.append(2_000, 2), true);
  });

  it('keeps at least the last hour at full resolution and a day in buckets', () => {
    const series = new TimeSeries('gauge');
    for (let i = 0; i < 90_000; i++) series.append(START_MS + i * 1000, i);
    const endMs = START_MS + 89_999_000;
    assert.deepEqual(read(series, endMs - HOUR_MS, endMs).length, 3_601);
    const whole = read(series);
    const buckets = whole.filter((entry) => typeof entry === 'string');
    assert.ok(buckets.length >= 8_640 - 480, `${buckets.length} buckets`);
    assert.ok(buckets.length <= 8_640 + 320, `${buckets.length} buckets`);
  });

  for (const instrument of ['gauge', 'counter'] as const) {
    it(`joins the tiers of a ${instrument} without overlap or loss`, () => {
      const retention = { fullMs: 60_000, coarseMs: 86_400_000 };
      for (let seed = 1; seed <= 20; seed++) {
        const { series, points } = randomSeries({ instrument, samples: 3_000 + seed * 97, seed, retention });
        let count = 0;
        let amount = 0;
        let lastMs = -Infinity;
        const see = (timeMs: number): void => {
          assert.ok(timeMs > lastMs, `seed ${seed}: ${timeMs} after ${lastMs}`);
          lastMs = timeMs;
        };
        series.visit(-Infinity, Infinity, {
          point: (timeMs, _value, pointAmount) => {
            see(timeMs);
            count += 1;
            amount += pointAmount;
          },
          bucket: (bucket) => {
            see(Math.min(bucket.minMs, bucket.maxMs));
            count += bucket.count;
            amount += bucket.amount;
          },
          gap: () => undefined,
        });
        assert.equal(count, points.length);
        const expected = points.reduce(
          (sum, point) => sum + (instrument === 'gauge' ? point.value : point.increase),
          0,
        );
        assert.ok(Math.abs(amount - expected) <= 1e-9 * Math.abs(expected), `${amount} for ${expected}`);
      }
    });
  }

  it('keeps min, max, time-weighted mean, last and count of a bucket of rates', () => {
    const series = new TimeSeries('counter');
    series.append(0, 0);
    series.append(1_000, 10);
    series.append(5_000, 10);
    series.append(9_000, 18);
    const buckets: Bucket[] = [];
    series.visitBuckets(-Infinity, Infinity, { bucket: (bucket) => buckets.push({ ...bucket }), gap: () => undefined });
    const [bucket] = buckets;
    assert.ok(bucket !== undefined);
    assert.deepEqual([bucket.min, bucket.max, bucket.last, bucket.count, meanOf(bucket)], [0, 10, 2, 3, 2]);
    assert.deepEqual([bucket.minMs, bucket.maxMs], [5_000, 1_000]);
  });

  it('keeps a gap when only buckets are left of what surrounds it', () => {
    const series = new TimeSeries('gauge', { fullMs: 30_000, coarseMs: 86_400_000 });
    for (let i = 0; i < 100; i++) series.append(START_MS + i * 1000, 1);
    series.appendGap(START_MS + 99_500);
    for (let i = 200; i < 5_000; i++) series.append(START_MS + i * 1000, 1);
    assert.equal(read(series).filter((entry) => entry === 'gap').length, 1);
  });

  it('keeps a reset when only buckets are left of what surrounds it', () => {
    const series = new TimeSeries('counter', { fullMs: 30_000, coarseMs: 86_400_000 });
    for (let i = 0; i < 5_000; i++) series.append(i * 1000, i < 100 ? i : i - 100);
    assert.equal(read(series).filter((entry) => entry === 'gap').length, 1);
  });

  it('takes small steps into the extremes of a bucket, each at its time', () => {
    const series = new TimeSeries('gauge');
    [1, 1.01, 0.99, 1.02, 1].forEach((value, i) => series.append(20_000 + i, value));
    series.append(40_000, 5);
    const buckets: Bucket[] = [];
    series.visitBuckets(-Infinity, Infinity, { bucket: (bucket) => buckets.push({ ...bucket }), gap: () => undefined });
    const [{ min, minMs, max, maxMs } = assert.fail()] = buckets;
    assert.deepEqual([min, minMs, max, maxMs], [0.99, 20_002, 1.02, 20_003]);
  });

  it('leaves out a bucket that ends where the window begins', () => {
    const series = new TimeSeries('gauge');
    [5_000, 15_000, 25_000, 35_000].forEach((timeMs) => series.append(timeMs, timeMs));
    const seen: number[] = [];
    const visitor = { bucket: (bucket: Readonly<Bucket>) => seen.push(bucket.last), gap: () => undefined };
    series.visitBuckets(10_000, 20_000, visitor);
    assert.deepEqual(seen, [15_000, 25_000]);
  });

  it('holds at most 24 bytes a sample over an hour, coarse tier included', () => {
    const series = new TimeSeries('gauge');
    for (let i = 0; i < 3_600; i++) series.append(START_MS + i * 1000, i);
    assert.ok(series.bytes <= 24 * 3_600, `${series.bytes / 3_600} bytes a sample`);
  });

  it('costs a short-lived process little', () => {
    const series = new TimeSeries('gauge');
    for (let i = 0; i < 5; i++) series.append(START_MS + i * 1000, i);
    assert.ok(series.bytes < 2_000, `${series.bytes} bytes`);
  });

  it('stays bounded after days, however often there is a gap', () => {
    const series = new TimeSeries('gauge');
    let largest = 0;
    for (let i = 0; i < 200_000; i++) {
      series.append(START_MS + i * 1000, i);
      if (i % 3 === 0) series.appendGap(START_MS + i * 1000 + 500);
      if (i === 90_000) largest = series.bytes;
    }
    assert.ok(largest > 0 && series.bytes <= largest * 1.05, `${series.bytes} after ${largest}`);
    assert.ok(series.bytes < 800_000);
  });

  it('gives up resolution before history, oldest first, and keeps counters right', () => {
    const series = new TimeSeries('counter');
    for (let i = 0; i <= 4_000; i++) series.append(START_MS + i * 1000, i * 2);
    assert.equal(series.forgetOlderHalf(), true);
    assert.ok(series.rows > 500 && series.rows <= 2_001, `${series.rows} rows`);
    let increase = 0;
    series.visit(-Infinity, Infinity, {
      point: (_timeMs, _value, amount) => (increase += amount),
      bucket: (bucket) => (increase += bucket.amount),
      gap: () => undefined,
    });
    assert.equal(increase, 8_000);
    let steps = 0;
    while (series.forgetOlderHalf()) steps += 1;
    assert.ok(steps < 10);
    assert.equal(read(series, START_MS + 3_999_000).at(-1), 2);
  });

  it('stays empty after its eviction and counts what is appended then', () => {
    let dropped = 0;
    let held = 0;
    const owner = { resized: (delta: number) => (held += delta), dropped: () => (dropped += 1) };
    const series = new TimeSeries('gauge', undefined, owner);
    series.append(1, 1);
    assert.equal(held, series.bytes);
    series.evict();
    assert.equal(series.append(2, 2), false);
    series.appendGap(3);
    assert.equal(series.forgetOlderHalf(), false);
    assert.deepEqual([read(series), dropped, held, series.bytes, series.isEvicted], [[], 1, 0, 0, true]);
  });
});

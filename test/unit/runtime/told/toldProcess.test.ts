import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NamedSeries } from '../../../../src/runtime/namedSeries';
import { addedSince, bucketQuantiles } from '../../../../src/runtime/told/bucketQuantiles';
import { ToldProcess } from '../../../../src/runtime/told/toldProcess';
import { TOLD_LIMITS, type Bucket, type ToldSeries } from '../../../../src/runtime/told/toldSeries';
import type { MetricName } from '../../../../src/shared/metrics';
import { attributesOf } from '../../../../src/shared/sample';

const T0 = 1_700_000_000_000;

const counter = (value: number, name = 'jobs'): ToldSeries => ({ type: 'counter', name, attributes: [], value });
const gauge = (value: number, attributes: ToldSeries['attributes'] = []): ToldSeries => ({
  type: 'gauge',
  name: 'queue',
  attributes,
  value,
});
const histogram = (...counts: readonly number[]): ToldSeries => ({
  type: 'histogram',
  isCumulative: true,
  name: 'size',
  attributes: [],
  count: counts.reduce((sum, count) => sum + count, 0),
  buckets: counts.map((count, i) => ({ lower: i, upper: i + 1, count })),
});

class Program {
  readonly process: ToldProcess;

  constructor(names = new NamedSeries()) {
    this.process = new ToldProcess(names);
  }

  tell(second: number, ...series: readonly ToldSeries[]): void {
    this.process.takeIn({ series, dropped: 0 }, T0 + second * 1_000);
  }

  read(second: number, metric: MetricName, attributes: Readonly<Record<string, string>>): number | undefined {
    const wanted = attributesOf(attributes);
    const readings = this.process.readings(T0 + second * 1_000);
    return readings.find((reading) => reading.metric === metric && reading.attributes === wanted)?.value;
  }

  count(second: number, name = 'jobs'): number | undefined {
    return this.read(second, 'app.count', { name });
  }
}

describe('what a process tells by its own means', () => {
  it('counts from where a counter was when it was first told', () => {
    const program = new Program();
    program.tell(0, counter(100));
    assert.equal(program.count(0), 0);
    program.tell(1, counter(130));
    program.tell(2, counter(130));
    assert.equal(program.count(3), 30);
  });

  it('counts all of a counter that appears later, and what came since one began anew', () => {
    const program = new Program();
    program.tell(0, counter(100));
    program.tell(1, counter(100), counter(5, 'errors'));
    program.tell(2, counter(7), counter(5, 'errors'));
    assert.equal(program.count(2, 'errors'), 0);
    assert.equal(program.count(4, 'errors'), 5);
    assert.equal(program.count(4), 7);
  });

  it('never lets a counter fall, however steps and rounds come', () => {
    const step = fc.record({ gapMs: fc.integer({ min: 1, max: 20_000 }), increase: fc.nat(50), isRead: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const program = new Program();
        let [second, value, last] = [0, 0, 0];
        for (const { gapMs, increase, isRead } of steps) {
          second += gapMs / 1e3;
          if (isRead) {
            const now = program.count(second) ?? 0;
            assert.ok(now >= last - 1e-9, `${now} after ${last}`);
            last = now;
          } else program.tell(second, counter((value += increase)));
        }
      }),
    );
  });

  it('has a gauge for as long as it is told', () => {
    const program = new Program();
    program.tell(0, gauge(3));
    program.tell(1, gauge(4));
    assert.equal(program.read(1, 'app.value', { name: 'queue' }), 4);
    assert.equal(program.read(3.4, 'app.value', { name: 'queue' }), 4);
    assert.equal(program.read(3.6, 'app.value', { name: 'queue' }), undefined);
  });

  it('keeps a label apart that is called like ours', () => {
    const program = new Program();
    program.tell(0, gauge(1, [['name', 'a']]), gauge(2, [['name', 'b']]));
    assert.equal(program.read(0, 'app.value', { name: 'queue', exported_name: 'b' }), 2);
  });

  it('tells percentiles of the values that came since the last round', () => {
    const program = new Program();
    const p50 = (second: number): number | undefined =>
      program.read(second, 'app.distribution', { name: 'size', quantile: '0.5' });
    program.tell(0, histogram(1_000, 0, 0));
    assert.equal(p50(0), undefined);
    program.tell(1, histogram(1_000, 0, 10));
    assert.equal(p50(1), 2.5);
    program.tell(2, histogram(1_010, 0, 10));
    assert.equal(p50(2), 0.5);
    program.tell(3, histogram(1_010, 0, 10));
    assert.equal(p50(3), undefined);
    assert.equal(program.count(5, 'size'), 20);
  });

  it('drops and counts what is beyond the bounds', () => {
    const program = new Program();
    const many = Array.from({ length: TOLD_LIMITS.series + 50 }, (_, i) => gauge(1, [['i', String(i)]]));
    const unfit = [gauge(1, [['k', 'x'.repeat(121)]]), gauge(1, [['__proto__', 'x']]), counter(1, 'constructor')];
    for (const second of [0, 1]) program.tell(second, ...unfit, ...many);
    assert.equal(program.process.readings(T0 + 1_000).filter(({ metric }) => metric === 'app.value').length, 300);
    assert.equal(program.read(4, 'process_monitor.agent.dropped', {}), 106);
  });

  it('shares the series that a window may have', () => {
    const names = new NamedSeries(2);
    const [first, second] = [new Program(names), new Program(names)];
    first.tell(0, gauge(1), counter(1));
    second.tell(0, gauge(1), counter(1), counter(1, 'more'));
    assert.equal(second.count(0), 0);
    assert.equal(second.count(0, 'more'), undefined);
  });
});

describe('bucketQuantiles', () => {
  it('spreads values evenly within their bucket, and stays within bounds without an end', () => {
    const buckets: readonly Bucket[] = [
      { lower: -Infinity, upper: 0, count: 1 },
      { lower: 0, upper: 10, count: 8 },
      { lower: 10, upper: Infinity, count: 1 },
    ];
    assert.deepEqual(bucketQuantiles(buckets, [0.05, 0.5, 0.99]), [0, 5, 10]);
    assert.deepEqual(bucketQuantiles([], [0.5]), []);
  });

  it('knows what came new in buckets that have become wider', () => {
    const before = [
      { lower: 1, upper: 2, count: 3 },
      { lower: 2, upper: 4, count: 1 },
    ];
    const now = [{ lower: 1, upper: 4, count: 9 }];
    assert.deepEqual(addedSince(before, now), [{ lower: 1, upper: 4, count: 5 }]);
    assert.deepEqual(addedSince(now, before), before);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Writer } from 'protobufjs';
import { NamedSeries } from '../../../../src/runtime/namedSeries';
import { decodeMetricsRequest } from '../../../../src/runtime/otlp/main';
import { toldByRequest } from '../../../../src/runtime/otlp/toldByRequest';
import { parseExposition } from '../../../../src/runtime/scraping/parseExposition';
import { toldByExposition } from '../../../../src/runtime/scraping/toldByExposition';
import { ToldProcess } from '../../../../src/runtime/told/toldProcess';
import { TOLD_LIMITS, type Told } from '../../../../src/runtime/told/toldSeries';

const T0 = 1_700_000_000_000;

/** Tells a process one thing after the other; what is read must be numbers that can be drawn, within the bounds. */
function check(tells: readonly Told[]): number {
  const process = new ToldProcess(new NamedSeries());
  const counted = new Map<string, number>();
  let readings = 0;
  tells.forEach((told, second) => {
    process.takeIn(told, T0 + second * 1_000);
    for (const { metric, attributes, value } of process.readings(T0 + second * 1_000)) {
      readings += 1;
      const what = `${metric}{${attributes}} ${value}`;
      assert.ok(Number.isFinite(value), what);
      if (metric !== 'app.count') continue;
      assert.ok(value >= (counted.get(attributes) ?? 0), what);
      counted.set(attributes, value);
    }
    assert.ok(process.readings(T0 + second * 1_000).length <= TOLD_LIMITS.series * (second + 1) + 1);
  });
  return readings;
}

const odd = fc.constantFrom(NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -0, 2 ** 64);
const number = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -5, max: 100 }) }, odd, fc.double());

describe('whatever programs tell', () => {
  it('on a page comes to finite numbers, and counts never fall', () => {
    const bound = fc.constantFrom('0.1', '1', '10', '+Inf', 'NaN', '-Inf', '-1', 'x');
    const suffix = fc.constantFrom('', '_total', '_count', '_sum', '_bucket', '_created', '_gcount');
    const label = fc.oneof(
      bound.map((le) => `{le="${le}"}`),
      bound.map((quantile) => `{quantile="${quantile}"}`),
      fc.constant(''),
    );
    const line = fc.tuple(suffix, label, number).map(([end, labels, value]) => `a${end}${labels} ${value}\n`);
    const type = fc.constantFrom('counter', 'gauge', 'histogram', 'summary', 'gaugehistogram', 'stateset', 'unknown');
    const page = fc
      .tuple(type, fc.array(line, { maxLength: 8 }))
      .map(([kind, lines]) => `# TYPE a ${kind}\n${lines.join('')}`);
    let readings = 0;
    fc.assert(
      fc.property(fc.array(page, { minLength: 1, maxLength: 3 }), (pages) => {
        readings += check(pages.map((text) => toldByExposition(parseExposition(text))));
      }),
      { numRuns: 500 },
    );
    assert.ok(readings > 100, `${readings} readings`);
  });

  it('by OpenTelemetry comes to finite numbers, and counts never fall', () => {
    let readings = 0;
    fc.assert(
      fc.property(fc.array(requests, { minLength: 1, maxLength: 3 }), (bodies) => {
        const tells = bodies.flatMap((bytes) => {
          const message = decodeMetricsRequest(bytes, 'protobuf');
          return message === undefined ? [] : toldByRequest(message).map(({ told }) => told);
        });
        readings += check(tells);
      }),
      { numRuns: 500 },
    );
    assert.ok(readings > 100, `${readings} readings`);
  });
});

type Write = (writer: Writer) => Writer;

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;

const tag = (field: number, wire: number): number => (field << 3) | wire;
const inside =
  (field: number, ...parts: readonly Write[]): Write =>
  (writer) =>
    parts.reduce((inner, write) => write(inner), writer.uint32(tag(field, LENGTH)).fork()).ldelim();

/** A field of a point, of any number and kind: as the protocol has it, or not. */
const field = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 14 }), number).map(
    ([id, value]): Write =>
      (writer) =>
        writer.uint32(tag(id, FIXED64)).double(value),
  ),
  fc.tuple(fc.integer({ min: 1, max: 14 }), fc.maxSafeNat()).map(
    ([id, value]): Write =>
      (writer) =>
        writer.uint32(tag(id, FIXED64)).fixed64(value),
  ),
  fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer()).map(
    ([id, value]): Write =>
      (writer) =>
        writer.uint32(tag(id, VARINT)).sint32(value),
  ),
  // Lists of counts and of bounds.
  fc.tuple(fc.constantFrom(6, 7), fc.array(number, { maxLength: 6 })).map(([id, values]) =>
    inside(
      id,
      ...values.map(
        (value): Write =>
          (writer) =>
            id === 7 ? writer.double(value) : writer.fixed64(Math.abs(Math.trunc(value)) || 0),
      ),
    ),
  ),
  // The buckets of exponential histograms: an offset and counts.
  fc.tuple(fc.constantFrom(8, 9), fc.integer(), fc.array(fc.nat(5), { maxLength: 6 })).map(([id, offset, counts]) =>
    inside(
      id,
      (writer) => writer.uint32(tag(1, VARINT)).sint32(offset),
      inside(
        2,
        ...counts.map(
          (count): Write =>
            (writer) =>
              writer.uint64(count),
        ),
      ),
    ),
  ),
);

const metric = fc
  .tuple(
    fc.constantFrom(5, 7, 9, 10, 11),
    fc.array(fc.array(field, { maxLength: 6 }), { maxLength: 3 }),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
  )
  .map(([kind, points, temporality, isMonotonic]) =>
    inside(
      2,
      (writer) => writer.uint32(tag(1, LENGTH)).string('a'),
      inside(
        kind,
        ...points.map((fields) => inside(1, ...fields)),
        (writer) => writer.uint32(tag(2, VARINT)).int32(temporality),
        (writer) => writer.uint32(tag(3, VARINT)).bool(isMonotonic),
      ),
    ),
  );

/** The bytes of requests with such metrics. */
const requests = fc
  .array(metric, { maxLength: 4 })
  .map((metrics) => Buffer.from(inside(1, inside(2, ...metrics))(Writer.create()).finish()));

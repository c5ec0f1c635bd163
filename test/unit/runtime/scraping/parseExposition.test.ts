import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MOST_SAMPLES, parseExposition } from '../../../../src/runtime/scraping/parseExposition';
import { toldByExposition } from '../../../../src/runtime/scraping/toldByExposition';
import type { ToldSeries } from '../../../../src/runtime/told/toldSeries';

const PAGE = `# HELP http_requests_total The total number of HTTP requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400",}    3 1395066363000

# Escaping in label values:
msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9
metric_without_timestamp_and_labels 12.47
something_weird{problem="division by zero"} +Inf -3982045

# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.05"} 24054
http_request_duration_seconds_bucket{le="0.1"} 33444
http_request_duration_seconds_bucket{le="+Inf"} 144320
http_request_duration_seconds_sum 53423
http_request_duration_seconds_count 144320

# TYPE rpc_duration_seconds summary
rpc_duration_seconds{quantile="0.5"} 4773
rpc_duration_seconds{quantile="0.99"} NaN
rpc_duration_seconds_sum 1.7560473e+07
rpc_duration_seconds_count 2693
`;

const OPEN_METRICS = `# TYPE acme_requests counter
# UNIT acme_seconds seconds
# HELP acme_requests Requests.
acme_requests_total{path="/a # b"} 17.0 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
acme_requests_created{path="/a # b"} 1520430000.123
# TYPE build info
build_info{version="1"} 1
# TYPE mode stateset
mode{mode="a"} 1
mode{mode="b"} 0
# EOF
after_the_end 1
`;

function told(text: string): readonly ToldSeries[] {
  return toldByExposition(parseExposition(text)).series;
}

describe('parseExposition', () => {
  it("reads the example of Prometheus's own documentation", () => {
    const post = (code: string) => [
      ['method', 'post'],
      ['code', code],
    ];
    assert.deepEqual(told(PAGE), [
      { type: 'counter', name: 'http_requests_total', attributes: post('200'), value: 1027 },
      { type: 'counter', name: 'http_requests_total', attributes: post('400'), value: 3 },
      {
        type: 'gauge',
        name: 'msdos_file_access_time_seconds',
        attributes: [
          ['path', 'C:\\DIR\\FILE.TXT'],
          ['error', 'Cannot find file:\n"FILE.TXT"'],
        ],
        value: 1.458255915e9,
      },
      { type: 'gauge', name: 'metric_without_timestamp_and_labels', attributes: [], value: 12.47 },
      {
        type: 'histogram',
        isCumulative: true,
        name: 'http_request_duration_seconds',
        attributes: [],
        count: 144320,
        buckets: [
          { lower: 0, upper: 0.05, count: 24054 },
          { lower: 0.05, upper: 0.1, count: 9390 },
          { lower: 0.1, upper: Infinity, count: 110876 },
        ],
      },
      { type: 'quantile', name: 'rpc_duration_seconds', attributes: [], quantile: '0.5', value: 4773 },
      { type: 'counter', name: 'rpc_duration_seconds', attributes: [], value: 2693 },
    ]);
    assert.equal(parseExposition(PAGE).dropped, 0);
  });

  it('reads OpenMetrics with exemplars, up to its end', () => {
    assert.deepEqual(told(OPEN_METRICS), [
      { type: 'counter', name: 'acme_requests_total', attributes: [['path', '/a # b']], value: 17 },
      { type: 'gauge', name: 'mode', attributes: [['mode', 'a']], value: 1 },
      { type: 'gauge', name: 'mode', attributes: [['mode', 'b']], value: 0 },
    ]);
  });

  it('takes lines that end with a carriage return', () => {
    assert.deepEqual(
      told('a 1\r\nb 2\r\n').map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('leaves out a line that is not in order, and says which', () => {
    const { families, dropped, problem } = parseExposition('a 1\n<html>\nb 2\n');
    assert.deepEqual([families.length, dropped, problem], [2, 1, 'Line 2 is no sample: <html>']);
  });

  for (const line of [
    ...['a', 'a{', 'a{b}', 'a{b="c" 1', 'a{b="c"d="e"} 1', 'a{,} 1', 'a{b="1",b="2"} 1', 'a one', 'a 0x10', 'a 1 2 3'],
    ...['a{b="\\"} 1', '1a 1', 'a{1b="c"} 1', 'a 1_000', 'a 1 x', 'a{b="c"}', 'a1'],
  ]) {
    it(`takes ${line} for no sample`, () => {
      assert.deepEqual(told(line), []);
      assert.equal(parseExposition(line).dropped, 1);
    });
  }

  it('counts what is beyond the bounds instead of reading it', () => {
    const page = Array.from({ length: MOST_SAMPLES + 90_000 }, (_, i) => `a{i="${i}"} 1`).join('\n');
    const { families, dropped } = parseExposition(page);
    assert.equal(families[0]?.samples.length, MOST_SAMPLES);
    assert.equal(dropped, 90_000);
    assert.equal(parseExposition(`a{b="${'x'.repeat(4e6)}"} 1`).dropped, 1);
  });

  it('has no histogram whose buckets fall', () => {
    assert.deepEqual(told('# TYPE h histogram\nh_bucket{le="1"} 5\nh_bucket{le="+Inf"} 3\nh_count 3\n'), []);
  });

  it('takes any text without an error', () => {
    const word = fc.constantFrom(
      ...'a{}=",\\ \n#1.eE+-TYPE_total_bucket le +Inf NaN histogram counter'.split(/(?<=.)/),
    );
    const lines = fc.array(fc.oneof(word, fc.string({ maxLength: 3 }))).map((words) => words.join(''));
    const typed = fc.constantFrom('counter', 'histogram', 'summary', 'info').map((type) => `# TYPE a ${type}\n`);
    fc.assert(
      fc.property(typed, lines, (type, text) => {
        for (const series of told(type + text)) assert.match(series.name, /^[a-zA-Z_:][a-zA-Z0-9_:]*$/);
      }),
    );
  });

  it('gives back whatever values a page was made of', () => {
    const labelName = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/);
    const labels = fc.dictionary(labelName, fc.string({ unit: 'binary', maxLength: 12 }), { maxKeys: 5 });
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,8}$/).filter((text) => !text.endsWith('_total'));
    fc.assert(
      fc.property(name, labels, value, (metric, pairs, number) => {
        const escaped = Object.entries(pairs).map(
          ([key, text]) => `${key}="${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
        );
        const [series] = told(`${metric}{${escaped.join(',')}} ${number}\n`);
        assert.deepEqual(series, {
          type: 'gauge',
          name: metric,
          attributes: Object.entries(pairs),
          value: Number(String(number)),
        });
      }),
    );
  });
});

import { parseExposition } from '../../../src/runtime/scraping/parseExposition';
import { toldByExposition } from '../../../src/runtime/scraping/toldByExposition';
import { decodeMetricsRequest } from '../../../src/runtime/otlp/main';
import { toldByRequest } from '../../../src/runtime/otlp/toldByRequest';
import { encodeOtlp } from '../otlp';
import { fuzzed, type FuzzedDecoder } from './fuzzedDecoder';
import { mutatedBytes, mutatedJson, mutatedText } from './mutations';

const PAGE = `# HELP http_requests_total The total number of requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
# TYPE seconds histogram
seconds_bucket{le="0.05"} 24054
seconds_bucket{le="+Inf"} 144320 # {trace_id="a"} 0.5
seconds_sum 53423
seconds_count 144320
# TYPE rpc summary
rpc{quantile="0.01"} 3102
msdos_file_access{path="C:\\\\DIR\\\\",error="Cannot find file:\\n\\"FILE\\""} -Inf
# EOF
`;

const TOKENS = [
  '{',
  '}',
  '"',
  '\\',
  ',',
  '=',
  '\n',
  '# TYPE ',
  ' counter',
  '_total',
  '_bucket',
  'le="',
  'NaN',
  '1e999',
  '__proto__',
];

const gauge = {
  name: 'g',
  gauge: { dataPoints: [{ asDouble: 10, attributes: [{ key: 'a', value: { boolValue: true } }] }] },
};
const counter = { name: 'c', sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [{ asInt: '5' }] } };
const histogram = {
  name: 'h',
  histogram: { aggregationTemporality: 1, dataPoints: [{ count: '2', bucketCounts: ['1', '1'], explicitBounds: [1] }] },
};
const exponential = {
  name: 'e',
  exponentialHistogram: {
    aggregationTemporality: 2,
    dataPoints: [{ count: '2', scale: 20, zeroCount: '1', positive: { offset: -3, bucketCounts: ['1', '9'] } }],
  },
};
const summary = { name: 's', summary: { dataPoints: [{ count: '9', quantileValues: [{ quantile: 0.5, value: 2 }] }] } };

function requestOf(metrics: readonly object[]): object {
  const resource = { attributes: [{ key: 'process.pid', value: { intValue: '4711' } }] };
  return { resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] };
}

/** Decoders of what programs tell of themselves. */
export function toldDecoders(): readonly FuzzedDecoder[] {
  const told = (body: Buffer, encoding: 'protobuf' | 'json'): void => {
    const request = decodeMetricsRequest(body, encoding);
    if (request !== undefined) toldByRequest(request);
  };
  return [
    fuzzed('pages of metrics', mutatedText([PAGE], TOKENS), (text) => void toldByExposition(parseExposition(text))),
    fuzzed(
      'OpenTelemetry as JSON',
      mutatedJson([requestOf([gauge, counter, histogram, exponential, summary])]),
      (text) => {
        told(Buffer.from(text), 'json');
      },
    ),
    fuzzed('OpenTelemetry as protobuf', mutatedBytes([encodeOtlp(requestOf([gauge, counter]))]), (bytes) => {
      told(bytes, 'protobuf');
    }),
  ];
}

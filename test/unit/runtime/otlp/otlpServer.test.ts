import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeMetricsRequest } from '../../../../src/runtime/otlp/main';
import { OtlpServer } from '../../../../src/runtime/otlp/otlpServer';
import { toldByRequest, type ToldByProgram } from '../../../../src/runtime/otlp/toldByRequest';

const TOKEN = 'b'.repeat(32);

/** As OTLP's own examples have it: whole numbers of 64 bits are texts. */
const REQUEST = {
  resourceMetrics: [
    {
      resource: { attributes: [{ key: 'process.pid', value: { intValue: '4711' } }] },
      scopeMetrics: [
        {
          scope: { name: 'my.library' },
          metrics: [
            {
              name: 'g',
              gauge: { dataPoints: [{ asDouble: 10, attributes: [{ key: 'a', value: { boolValue: true } }] }] },
            },
            { name: 'c', sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [{ asInt: '5' }] } },
            { name: 'd', sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints: [{ asInt: '6' }] } },
            { name: 'u', sum: { aggregationTemporality: 1, isMonotonic: false, dataPoints: [{ asInt: '7' }] } },
            { name: 'n', gauge: { dataPoints: [{ asDouble: 1, flags: 1 }] } },
            {
              name: 'h',
              histogram: {
                aggregationTemporality: 1,
                dataPoints: [{ count: '2', bucketCounts: ['1', '1'], explicitBounds: [1] }],
              },
            },
            { name: 's', summary: { dataPoints: [{ count: '9', quantileValues: [{ quantile: 0.5, value: 2 }] }] } },
          ],
        },
      ],
    },
  ],
};

describe('the receiver of OpenTelemetry metrics', () => {
  let server: OtlpServer;
  const told: ToldByProgram[] = [];
  const problems: string[] = [];

  before(async () => {
    server = await OtlpServer.start({
      isKnown: (token) => token === TOKEN,
      decode: decodeMetricsRequest,
      onRequest: (_, message) => told.push(...toldByRequest(message)),
      onProblem: (message) => problems.push(message),
    });
  });

  beforeEach(() => {
    told.length = 0;
  });

  after(() => {
    server.dispose();
    assert.deepEqual(problems, []);
  });

  function post(body: string | Buffer, headers: Readonly<Record<string, string>> = {}, path = '/v1/metrics') {
    return new Promise<number>((resolve, reject) => {
      const common = { 'content-type': 'application/json', 'x-process-monitor-token': TOKEN };
      const sent = request(
        { host: '127.0.0.1', port: server.port, path, method: 'POST', headers: { ...common, ...headers } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      // A body that is too long is not read to its end.
      sent.on('error', reject);
      sent.end(body);
    });
  }

  it('takes JSON', async () => {
    assert.equal(await post(JSON.stringify(REQUEST)), 200);
    assert.deepEqual(told, [
      {
        pid: 4711,
        told: {
          dropped: 1,
          series: [
            { type: 'gauge', name: 'g', attributes: [['a', 'true']], value: 10 },
            { type: 'counter', name: 'c', attributes: [], value: 5 },
            { type: 'increase', name: 'd', attributes: [], value: 6 },
            {
              type: 'histogram',
              isCumulative: false,
              name: 'h',
              attributes: [],
              count: 2,
              buckets: [
                { lower: 0, upper: 1, count: 1 },
                { lower: 1, upper: Infinity, count: 1 },
              ],
            },
            { type: 'counter', name: 's', attributes: [], value: 9 },
            { type: 'quantile', name: 's', attributes: [], quantile: '0.5', value: 2 },
          ],
        },
      },
    ]);
  });

  it('takes what is packed', async () => {
    assert.equal(await post(gzipSync(JSON.stringify(REQUEST)), { 'content-encoding': 'gzip' }), 200);
    assert.equal(told.length, 1);
  });

  for (const [what, status, headers, path] of [
    ['without the token', 401, { 'x-process-monitor-token': '' }],
    ['with another token', 401, { 'x-process-monitor-token': 'c'.repeat(32) }],
    ['of a page of a browser', 403, { origin: 'http://localhost' }],
    ['across sites', 403, { 'sec-fetch-site': 'cross-site' }],
    ['for another host', 421, { host: 'example.test' }],
    ['of another type', 415, { 'content-type': 'text/plain' }],
    ['in another encoding', 415, { 'content-encoding': 'br' }],
    ['for traces', 404, {}, '/v1/traces'],
  ] as const) {
    it(`refuses a request ${what}`, async () => {
      assert.equal(await post(JSON.stringify(REQUEST), headers, path), status);
      assert.deepEqual(told, []);
    });
  }

  for (const [what, body, headers] of [
    ['no JSON', '{', {}],
    ['a wrong shape', '{"resourceMetrics":5}', {}],
    ['no protobuf', Buffer.from('ffffffff', 'hex'), { 'content-type': 'application/x-protobuf' }],
    ['what unpacks to a gigabyte', gzipSync(Buffer.alloc(50e6)), { 'content-encoding': 'gzip' }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      assert.equal(await post(body, headers), 400);
      assert.deepEqual(told, []);
    });
  }

  it('does not read a body without an end', async () => {
    const sent = post(Buffer.alloc(20e6, ' '));
    // Whether the refusal or the end of the connection comes first is chance.
    await sent.then(
      (status) => {
        assert.equal(status, 413);
      },
      (error: unknown) => {
        assert.match(String(error), /EPIPE|ECONNRESET/);
      },
    );
    assert.equal(await post(JSON.stringify(REQUEST)), 200);
  });

  it('gives up a program that drips, and one that says nothing', async () => {
    const impatient = await OtlpServer.start({
      isKnown: () => true,
      decode: decodeMetricsRequest,
      onRequest: () => undefined,
      onProblem: () => undefined,
      clientTimeoutMs: 200,
    });
    const head = `POST /v1/metrics HTTP/1.1\r\nhost: 127.0.0.1:${impatient.port}\r\ncontent-type: application/json\r\n`;
    const dripping = connect(impatient.port, '127.0.0.1').resume();
    dripping.write(`${head}x-process-monitor-token: ${TOKEN}\r\ncontent-length: 1000\r\n\r\n`);
    const silent = connect(impatient.port, '127.0.0.1').resume();
    const drops = setInterval(() => dripping.write(' '), 50);
    for (const socket of [dripping, silent]) socket.on('error', () => undefined);
    await Promise.all([once(dripping, 'close'), once(silent, 'close')]);
    clearInterval(drops);
    impatient.dispose();
  });

  it('takes any bytes without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('protobuf', 'json'), (bytes, encoding) => {
        const message = decodeMetricsRequest(Buffer.from(bytes), encoding);
        if (message !== undefined) toldByRequest(message);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        const message = decodeMetricsRequest(Buffer.from(text), 'json');
        if (message !== undefined) toldByRequest(message);
      }),
    );
  });
});
